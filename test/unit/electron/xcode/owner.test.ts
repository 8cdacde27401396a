/** Whose report a file is, by its beginning. */
import { expect, it } from 'vitest';
import { isOf, ownerIn } from '../../../../electron/xcode/owner.ts';
import { buildIps } from '../../../fixtures/reports.ts';

it.each([
  [buildIps({ bundleId: 'com.example.Pier' }), 'com.example.Pier'],
  ['Process:         Pier [42]\nPath:  /x\nIdentifier:      com.example.Pier\n', 'com.example.Pier'],
  ['Process:         Pier [42]\r\nIdentifier:      ???\r\n', 'Pier'],
  ['Command:         Pier\nPath: x', 'Pier'],
  ['{"app_name":"Pier","bug_type":"298"}', 'Pier'],
  ['Incident Identifier: 1\nHardware Model: x\nProcess: Pier [7]\nIdentifier: com.example.Pier', 'com.example.Pier'],
])('is said in the first lines: %#', (text, owner) => expect(ownerIn(text.slice(0, 8192))).toBe(owner));

it.each(['', 'dear diary', '{"bug_type":"210"}', '\u0000'.repeat(100)])('may not be said: %#', (text) => {
  expect(ownerIn(text)).toBeNull();
});

it('is one of ours by id, in any case, within it, or by how the id begins', () => {
  expect(isOf('com.example.Pier', ['com.example.pier'])).toBe(true);
  expect(isOf('com.example.Pier.share', ['com.example.Pier'])).toBe(true);
  expect(isOf('com.example.Pierhead', ['com.example.Pier'])).toBe(false);
  expect(isOf('com.example.Buoy', ['com.example.*'])).toBe(true);
  expect(isOf('org.example.Buoy', ['com.example.*', 'Pier'])).toBe(false);
});
