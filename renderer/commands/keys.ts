/**
 * Keys as the registry writes them (`mod+o`, `shift+mod+c`, `j`, `?`), how an event is compared with them, and how they are
 * shown. `mod` is Command on a Mac and Control elsewhere.
 */

/** What of a keyboard event counts. */
export interface Stroke {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

interface Combination {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
}

function parse(keys: string): Combination {
  const parts = keys.split('+');
  return { key: parts.at(-1) ?? '', mod: parts.includes('mod'), shift: parts.includes('shift') };
}

/** Whether a combination needs no modifier, so that it must keep silent while somebody types. */
export function isBare(keys: string): boolean {
  return !parse(keys).mod;
}

/**
 * Whether an event is that combination. Letters compare without case, since Shift and Caps Lock change it; a sign such as
 * `?` stands for itself, wherever the keyboard has it.
 */
export function matches(keys: string, stroke: Stroke, mac: boolean): boolean {
  if (stroke.isComposing || stroke.altKey) return false;
  const { key, mod, shift } = parse(keys);
  const pressed = mac ? stroke.metaKey : stroke.ctrlKey;
  const foreign = mac ? stroke.ctrlKey : stroke.metaKey;
  if (foreign || pressed !== mod) return false;
  const sign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!sign && stroke.shiftKey !== shift) return false;
  return stroke.key.toLowerCase() === key.toLowerCase();
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
  Escape: 'Esc',
  Enter: '↩',
};

/** As a menu shows it: `⇧⌘C` on a Mac, `Ctrl+Shift+C` elsewhere, a letter in upper case. */
export function keyLabel(keys: string, mac: boolean): string {
  const { key, mod, shift } = parse(keys);
  const sign = SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (mac) return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${sign}`;
  return `${mod ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${sign === '↩' ? 'Enter' : sign}`;
}

/** The same for `aria-keyshortcuts`: `Meta+O`. */
export function ariaKeys(keys: string, mac: boolean): string {
  const { key, mod, shift } = parse(keys);
  return [...(mod ? [mac ? 'Meta' : 'Control'] : []), ...(shift ? ['Shift'] : []), key.toUpperCase()].join('+');
}
