import { describe, expect, it } from 'vitest';
import { ariaKeys, keyLabel, matches } from '../../../../renderer/commands/keys.ts';
import type { Stroke } from '../../../../renderer/commands/keys.ts';

function stroke(key: string, held: Partial<Stroke> = {}): Stroke {
  return { key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, isComposing: false, ...held };
}

describe('a key stroke', () => {
  it('matches a letter alone, without any modifier', () => {
    expect(matches('e', stroke('e'), true)).toBe(true);
    for (const held of ['metaKey', 'ctrlKey', 'altKey', 'shiftKey'] as const) {
      expect(matches('e', stroke('e', { [held]: true }), true)).toBe(false);
    }
  });

  it('means Command on a Mac and Control elsewhere, never both', () => {
    expect(matches('mod+o', stroke('o', { metaKey: true }), true)).toBe(true);
    expect(matches('mod+o', stroke('o', { ctrlKey: true }), true)).toBe(false);
    expect(matches('mod+o', stroke('o', { ctrlKey: true }), false)).toBe(true);
    expect(matches('mod+o', stroke('o', { metaKey: true, ctrlKey: true }), true)).toBe(false);
  });

  it('matches Shift with the letter in upper case, as browsers report it', () => {
    expect(matches('shift+mod+c', stroke('C', { metaKey: true, shiftKey: true }), true)).toBe(true);
    expect(matches('mod+c', stroke('C', { metaKey: true, shiftKey: true }), true)).toBe(false);
  });

  it('matches a sign wherever the keyboard has it', () => {
    expect(matches('?', stroke('?', { shiftKey: true }), false)).toBe(true);
    expect(matches('?', stroke('?'), false)).toBe(true);
  });

  it('is silent while an input method composes', () => {
    expect(matches('j', stroke('j', { isComposing: true }), true)).toBe(false);
  });
});

describe('a key in print', () => {
  it('follows the platform', () => {
    expect(keyLabel('shift+mod+c', true)).toBe('⇧⌘C');
    expect(keyLabel('shift+mod+c', false)).toBe('Ctrl+Shift+C');
    expect(keyLabel('ArrowDown', false)).toBe('↓');
    expect(keyLabel('Enter', false)).toBe('Enter');
  });

  it('is spelt out for assistive technology', () => {
    expect(ariaKeys('shift+mod+c', true)).toBe('Meta+Shift+C');
    expect(ariaKeys('mod+o', false)).toBe('Control+O');
  });
});
