import { expect, it } from 'vitest';
import { placeFault } from '../../../../electron/inbox/place-words.ts';

const given = { kind: 'unreadable-file', message: 'The folder cannot be read.' } as const;

it('names the setting of macOS that keeps a folder from a program', () => {
  const fault = { ...given, detail: "EPERM: operation not permitted, scandir '/Users/me/Downloads'" };
  const said = placeFault('/Users/me/Downloads', fault, 'darwin');
  expect(said.kind).toBe('forbidden');
  expect(said.message).toContain('Full Disk Access');
  expect(said.remedy).toEqual({ kind: 'allow-access' });
});

it('tells missing rights from a privacy setting, and leaves other reasons as they are', () => {
  const denied = { ...given, detail: "EACCES: permission denied, scandir '/a'" };
  expect(placeFault('/a', denied, 'darwin').message).toBe('You have no right to read /a.');
  expect(placeFault('/a', { ...given, detail: 'EPERM: …' }, 'linux').message).toBe('You have no right to read /a.');
  const io = { ...given, detail: 'EIO: i/o error' };
  expect(placeFault('/a', io, 'darwin')).toBe(io);
  expect(placeFault('/a', given, 'darwin')).toBe(given);
});
