import { describe, expect, it } from 'vitest';
import { readAtosOptions, wordsOfAtos } from '../../../../electron/cli/atos-options.ts';
import { UsageError } from '../../../../electron/cli/usage.ts';

describe('the options of atos, in Apple’s spelling', () => {
  it('reads a usual command line', () => {
    const words = [
      '-o',
      'App.dSYM',
      '-arch',
      'arm64',
      '-l',
      '0x1042b4000',
      '-i',
      '-fullPath',
      '0x1042c1d54',
      '0x1042c1d58',
    ];
    expect(readAtosOptions(words)).toEqual({
      file: 'App.dSYM',
      arch: 'arm64',
      base: { kind: 'load', load: 0x1042b4000n },
      inlined: true,
      fullPath: true,
      delimiter: '\n',
      addressFile: null,
      addresses: ['0x1042c1d54', '0x1042c1d58'],
    });
  });

  it('takes options behind addresses, too', () => {
    expect(readAtosOptions(['0x10', '-o', 'App'])).toMatchObject({ file: 'App', addresses: ['0x10'] });
  });

  it.each([
    [['-s', '0x4000'], { kind: 'slide', slide: 0x4000n }],
    [['-s', '-0x4000'], { kind: 'slide', slide: -0x4000n }],
    [['-offset'], { kind: 'offset' }],
    [[], { kind: 'file' }],
  ])('reads %j as the base of the addresses', (words, base) => {
    expect(readAtosOptions(['-o', 'App', ...words]).base).toEqual(base);
  });

  it.each([
    ['no file', ['0x10'], /-o FILE/],
    ['two bases', ['-o', 'App', '-l', '0x10', '-s', '0x10'], /only one of -s, -l and -offset/],
    ['a load address that is none', ['-o', 'App', '-l', 'here'], /-l takes a hexadecimal address, not here/],
    ['an unknown option', ['-o', 'App', '-x', '1'], /unknown option -x/],
    ['an unknown option at the end', ['-o', 'App', '-bogus'], /unknown option -bogus/],
    ['an option without its value', ['-o'], /-o needs a value/],
    ['a running process', ['-p', '12'], /-p asks a running process/],
  ])('refuses %s', (_name, words, message) => {
    expect(() => readAtosOptions(words)).toThrow(UsageError);
    expect(() => readAtosOptions(words)).toThrow(message);
  });
});

describe('a command line of atos', () => {
  it('may name a library before or behind the command, which changes nothing', () => {
    for (const words of [
      ['atos', '-o', 'App'],
      ['--library', 'L', 'atos', '-o', 'App'],
      ['--library=L', 'atos', '-o', 'App', '--library=L'],
      ['atos', '--library', 'L', '-o', 'App'],
    ]) {
      expect(readAtosOptions(wordsOfAtos(words) ?? [])).toEqual(readAtosOptions(['-o', 'App']));
    }
  });

  it.each([[[]], [['inbox', 'atos']], [['--library', 'atos']], [['--help', 'atos']]])('is not %j', (words) => {
    expect(wordsOfAtos(words)).toBeNull();
  });
});
