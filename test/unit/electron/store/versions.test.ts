import { expect, it } from 'vitest';
import { compareVersions } from '../../../../electron/store/versions.ts';

it('orders versions as people read them', () => {
  const ordered = ['', '1.0 beta', '1.9', '1.9.1', '1.10', '2.0', '2.0.0', '2.0 (7)', '10.0'];
  const shuffled = ordered.toReversed();
  shuffled.sort(compareVersions);
  // A word comes after numbers of its place: `1.0 beta` is a 1.0 with something behind it.
  expect(shuffled).toEqual(['', '1.0 beta', '1.9', '1.9.1', '1.10', '2.0', '2.0.0', '2.0 (7)', '10.0']);
});

it('takes equal versions for equal', () => {
  expect(compareVersions('2.1.0', '2.1.0')).toBe(0);
});
