import { isAbsolute, join, relative } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uploadPathOf } from '../../../../electron/web/upload-path.ts';

describe('the path of an uploaded file', () => {
  it('keeps its folders, whether its slashes came encoded or not', () => {
    const names = ['Harbor.app.dSYM', 'Contents', 'Info.plist'];
    expect(uploadPathOf('Harbor.app.dSYM/Contents/Info.plist')).toEqual(names);
    expect(uploadPathOf('Harbor.app.dSYM%2FContents%2FInfo.plist')).toEqual(names);
    expect(uploadPathOf('Absturz%20%C3%A4%20%E6%97%A5.ips')).toEqual(['Absturz ä 日.ips']);
    expect(uploadPathOf('100%25.ips')).toEqual(['100%.ips']);
  });

  it('loses what says nothing', () => {
    expect(uploadPathOf('./a//b/./c')).toEqual(['a', 'b', 'c']);
    expect(uploadPathOf('Icon%0D')).toEqual(['Icon_']);
    expect(uploadPathOf('a%5Cb')).toEqual(['a_b']);
  });

  it.each([
    ['nothing', ''],
    ['only dots', './.'],
    ['upwards', '../a'],
    ['upwards, encoded', '%2e%2e%2fa'],
    ['upwards in between', 'a/../../b'],
    ['upwards at the end', 'a/..'],
    ['absolute', '%2Fetc%2Fpasswd'],
    ['NUL', 'a%00.ips'],
    ['no encoding at all', '%zz'],
    ['cut UTF-8', '%C3'],
    ['a name longer than file systems take', 'ä'.repeat(128)],
    ['too deep', 'a/'.repeat(65)],
    ['too long', 'abcdefg/'.repeat(300)],
  ])('is refused for %s', (_reason, path) => {
    expect(uploadPathOf(path)).toBeNull();
  });

  it('never leads out of the folder, whatever it is', () => {
    const hostile = oneof(constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', ' '), string());
    assert(
      property(array(hostile, { maxLength: 12 }), (parts) => {
        const names = uploadPathOf(parts.join(''));
        if (names === null) return;
        const below = relative('/uploads/job/0', join('/uploads/job/0', ...names));
        expect(below.split('/')).not.toContain('..');
        expect(isAbsolute(below)).toBe(false);
        expect(below).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
