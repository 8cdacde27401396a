import { describe, expect, it } from 'vitest';
import { commandFor } from '../../../../renderer/commands/dispatch.ts';
import type { Focus } from '../../../../renderer/commands/dispatch.ts';
import { isBare } from '../../../../renderer/commands/keys.ts';
import { COMMANDS } from '../../../../renderer/commands/registry.ts';

function press(key: string, focus: Focus, ctrlKey = false): string | null {
  const stroke = { key, ctrlKey, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  return commandFor(stroke, focus, false)?.id ?? null;
}

describe('keys and focus', () => {
  it('letters work wherever nobody types', () => {
    expect(press('j', 'inbox')).toBe('go.next');
    expect(press('e', 'elsewhere')).toBe('report.done');
    for (const key of ['j', 'k', 'e', 'u', 'h', '?', '/', 'Escape']) expect(press(key, 'typing')).toBeNull();
  });

  it('combinations with Control work while somebody types, too', () => {
    expect(press('o', 'typing', true)).toBe('file.open');
    expect(press('2', 'typing', true)).toBe('view.inbox');
  });

  it('a bare letter or sign means nothing with a modifier, and nothing while a word is being composed', () => {
    const bare = COMMANDS.flatMap(({ id, keys, inboxKeys = [] }) =>
      [...keys, ...inboxKeys].filter(isBare).map((keys) => ({ id, key: keys.split('+').at(-1) ?? '' })),
    );
    expect(bare.length).toBeGreaterThan(20);
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
    const beside = [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }];
    for (const { id, key } of bare) {
      for (const more of beside) {
        for (const mac of [true, false]) {
          const found = commandFor({ ...none, key, ...more }, 'inbox', mac);
          // `o` opens an editor, ⌘O a file: the same command never answers to both.
          expect(found?.id, `${id} by ${JSON.stringify({ key, ...more })}`).not.toBe(id);
          if ('altKey' in more || 'isComposing' in more) expect(found).toBeNull();
        }
      }
    }
  });

  it('arrows, Space, Home, End and Enter belong to the list', () => {
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', ' ', 'Home', 'End', 'Enter']) {
      expect(press(key, 'inbox')).not.toBeNull();
      expect(press(key, 'elsewhere')).toBeNull();
    }
  });
});
