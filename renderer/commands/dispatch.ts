/** Which command a key stroke means, given where the focus is. Pure, so that each rule can be tested without a window. */
import { COMMANDS } from './registry.ts';
import type { Command } from './registry.ts';
import { isBare, matches } from './keys.ts';
import type { Stroke } from './keys.ts';

/** Where the focus is, as far as keys care. */
export type Focus =
  /** A text field, a menu or a dialog: it gets what has no modifier. */
  'typing' | 'inbox' | 'elsewhere';

/** The command of a stroke, enabled or not; null when it means none. */
export function commandFor(stroke: Stroke, focus: Focus, mac: boolean): Command | null {
  const found = COMMANDS.find(({ keys, inboxKeys = [], textual }) => {
    if (focus === 'typing' && textual !== undefined) return false;
    const usable = focus === 'inbox' ? [...keys, ...inboxKeys] : keys;
    return usable.some((key) => matches(key, stroke, mac) && !(focus === 'typing' && isBare(key)));
  });
  return found ?? null;
}
