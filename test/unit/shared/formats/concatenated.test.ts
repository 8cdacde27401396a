import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { toText } from '../../../../shared/render/text.ts';
import { header, iosText, ips, read } from './harbor.ts';
import { HANG, microstackshots, WRITES_HEADER } from './spindumps.ts';

const STACK = ['Thread 0 Crashed:', '0   Harbor   0x0000000102784000 0x102780000 + 16384'];
const IOS = iosText([], STACK);
const MAC = toText({ ...read(ips()), os: { name: 'macOS', version: '14.1', build: '23B1' }, reportVersion: '12' });
const SAMPLE =
  'Analysis of sampling Harbor (pid 5) every 1 millisecond\n\nCall graph:\n    5 Thread_1\n      5 start  (in dyld) + 1  [0x1]\n';
const WRITES = `${JSON.stringify(WRITES_HEADER)}\n${microstackshots(['Event:  disk writes'])}`;
/** Without heaviest stack and images, as where they were not pasted. */
const BARE = microstackshots(['Event:  cpu usage']).replaceAll(/ {0,2}(?:Heaviest|Binary)[^]*?\n\n\n/g, '');
const COMPACT = '{"bug_type":"298"}\n{"bug_type":"298","processes":[{"name":"Harbor","rpages":1}]}';
const OLD_IPS = `${JSON.stringify({ ...header, bug_type: '109' })}\n${IOS}`;

describe('reports one behind the other', () => {
  it.each([
    ['texts of iOS', [IOS, IOS, IOS]],
    ['texts of macOS', [MAC, MAC]],
    ['JSON', [ips(), ips()]],
    ['JSON in two lines each', [COMPACT, COMPACT]],
    ['metadata lines with text', [OLD_IPS, OLD_IPS]],
    ['spindumps', [HANG, HANG]],
    ['microstackshots with metadata lines', [WRITES, WRITES]],
    ['microstackshots without images', [BARE, HANG, BARE]],
    ['what sample wrote', [SAMPLE, SAMPLE]],
    ['families together', [IOS, HANG, SAMPLE, WRITES, ips(), MAC]],
  ])('are parted: %s', (_, texts) => {
    const parts = partsOf(texts.join('\n')) ?? [];
    expect(parts.map(({ name }) => name)).toEqual(texts.map((_, index) => `report ${index + 1}`));
    expect(parts.map(({ text }) => read(text))).toEqual(texts.map((text) => read(text)));
  });

  it('lose nothing on the way', () => {
    const text = [`Two crashes:`, IOS, 'and', HANG, 'Thanks.'].join('\n');
    expect((partsOf(text) ?? []).map((part) => part.text).join('')).toBe(text);
  });

  it.each([
    ['a crash of iOS', IOS],
    ['a crash of macOS', MAC],
    ['JSON', ips()],
    [
      'JSON with a body in one line that repeats its bug type',
      '{"bug_type":"298"}\n{"bug_type":"298","processes":[{}]}',
    ],
    ['a metadata line with text', OLD_IPS],
    ['a spindump of many processes', HANG],
    [
      'a translated report',
      `Translated Report (Full Report Below)\n-------\n\n${MAC}\n-----------\nFull Report\n-----------\n\n${ips()}`,
    ],
    ['a translation without its title', `${MAC}\n-----------\nFull Report\n-----------\n\n${ips()}`],
    ['a text with the JSON of the same incident', `${IOS}\n${ips()}`],
    ['no report', 'Process: a\nProcess: b\nDate/Time: c\nDate/Time: d'],
  ])('are not seen in %s', (_, text) => {
    expect(partsOf(text)).toBeNull();
  });
});
