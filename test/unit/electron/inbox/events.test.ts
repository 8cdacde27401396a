import { expect, it } from 'vitest';
import { createEventBus } from '../../../../electron/inbox/events.ts';

const CHANGED = { signatures: ['a'], moved: [] };

it('tells all who listen, until they leave', () => {
  const bus = createEventBus(() => {});
  const heard: string[] = [];
  const leave = bus.subscribe((name) => heard.push(`first ${name}`));
  bus.subscribe((name) => heard.push(`second ${name}`));
  bus.emit('library.changed', CHANGED);
  leave();
  bus.emit('symbols.arrived', { crashes: 1 });
  expect(heard).toEqual(['first library.changed', 'second library.changed', 'second symbols.arrived']);
});

it('spares the others what one listener throws', () => {
  const [complaints, heard]: [unknown[], unknown[]] = [[], []];
  const bus = createEventBus((thrown) => complaints.push(thrown));
  bus.subscribe(() => {
    throw new Error('on purpose');
  });
  bus.subscribe((_, payload) => heard.push(payload));
  bus.emit('library.changed', CHANGED);
  expect(heard).toEqual([CHANGED]);
  expect(complaints).toHaveLength(1);
});
