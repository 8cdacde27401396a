import { describe, expect, it } from 'vitest';
import { EVENT_NAMES, isEventData, isReply } from '../../../../renderer/transport/guards.ts';

describe('replies', () => {
  it('are a value or a fault with its words', () => {
    expect(isReply({ ok: true, value: null })).toBe(true);
    expect(isReply({ ok: false, fault: { kind: 'offline', message: 'No.' } })).toBe(true);
  });

  it.each([[null], ['ok'], [[]], [{ ok: true }], [{ ok: false }], [{ ok: false, fault: { kind: 'x' } }], [{}]])(
    'are nothing else: %j',
    (body) => {
      expect(isReply(body)).toBe(false);
    },
  );
});

describe('events', () => {
  it('are let in when they are whole', () => {
    expect(isEventData('library.changed', { signatures: null, moved: [['a', 'b']] })).toBe(true);
    expect(isEventData('library.changed', { signatures: ['a'], moved: [] })).toBe(true);
    expect(isEventData('import.progress', { job: 'j', phase: 'reading', done: 1, total: null })).toBe(true);
    expect(isEventData('symbols.arrived', { crashes: 2 })).toBe(true);
    expect(isEventData('window.open', { signature: 'a', report: null })).toBe(true);
    expect(isEventData('window.command', { command: 'file.open' })).toBe(true);
  });

  it('are turned away when a part is missing or of another kind', () => {
    expect(isEventData('library.changed', { signatures: null })).toBe(false);
    expect(isEventData('library.changed', { signatures: [1], moved: [] })).toBe(false);
    expect(isEventData('library.changed', { signatures: null, moved: [['a']] })).toBe(false);
    expect(isEventData('import.progress', { job: 'j', phase: 'thinking', done: 1, total: 1 })).toBe(false);
    for (const name of EVENT_NAMES) expect(isEventData(name, null)).toBe(false);
  });
});
