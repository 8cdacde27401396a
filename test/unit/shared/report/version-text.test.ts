import { describe, expect, it } from 'vitest';
import { parseVersionText, versionText } from '../../../../shared/report/version-text.ts';

const system = (name: string, version: string): { name: string; version: string; build: null } => ({
  name,
  version,
  build: null,
});

describe('the Version line', () => {
  it.each([
    ['2.1 (34)', system('iPhone OS', '17.5'), '2.1', '34'],
    ['34 (2.1)', system('iPhone OS', '14.8'), '2.1', '34'],
    ['34 (2.1)', system('Watch OS', '7.6'), '2.1', '34'],
    ['2.1 (34)', system('Watch OS', '8.0'), '2.1', '34'],
    ['2.1 (34)', system('macOS', '11.3'), '2.1', '34'],
    ['2753.1.27', system('Mac OS X', '10.11'), '2753.1.27', null],
    ['???', system('iPhone OS', '15.0'), null, null],
    ['??? (34)', system('macOS', '14.0'), null, '34'],
  ])('%s on %j', (text, os, version, build) => {
    expect(parseVersionText(text, os)).toEqual({ version, build });
    expect(versionText({ name: null, bundleId: null, version, build }, os)).toBe(text);
  });
});
