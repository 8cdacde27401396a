import { describe, expect, it } from 'vitest';
import { commandFor } from '../../../../renderer/commands/dispatch.ts';
import type { Focus } from '../../../../renderer/commands/dispatch.ts';

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

  it('arrows, Space, Home, End and Enter belong to the list', () => {
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', ' ', 'Home', 'End', 'Enter']) {
      expect(press(key, 'inbox')).not.toBeNull();
      expect(press(key, 'elsewhere')).toBeNull();
    }
  });
});
