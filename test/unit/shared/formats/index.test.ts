import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../electron/inbox/decode.ts';
import { toText } from '../../../../shared/render/text.ts';
import { body, containing, header, iosText, ips, read, refuse } from './harbor.ts';

const STACK = ['Thread 0 Crashed:', '0   Harbor   0x0000000102784000 0x102780000 + 16384'];
const RULE = '-------------------------------------';

function translated(text: string, json: string): string {
  return [
    RULE,
    'Translated Report (Full Report Below)',
    RULE,
    text,
    '-----------',
    'Full Report',
    '-----------',
    '',
    json,
  ].join('\n');
}

describe('a translated report with the full report behind it', () => {
  const text = toText(read(ips()));

  it('is read from its JSON', () => {
    expect(read(translated(text, ips()))).toEqual({ ...read(ips()), format: 'translated' });
  });

  it('is read from its text where the JSON breaks off', () => {
    const report = read(translated(text, ips().slice(0, -200)));
    expect(report).toMatchObject({ format: 'translated', bugType: '309', process: { name: 'Harbor' } });
    expect(report.images).toHaveLength(2);
    expect(report.warnings).toMatchObject([{ message: containing('damaged or missing') }]);
  });

  it('is read from its text where the JSON was not copied', () => {
    const report = read([RULE, 'Translated Report (Full Report Below)', RULE, text].join('\n'));
    expect(report.threads).toHaveLength(1);
  });

  it('is read from what is left of the JSON where there is no text', () => {
    const report = read(translated('', ips().slice(0, -200)));
    expect(report.threads).toHaveLength(1);
  });
});

describe('a translated report of another family', () => {
  it('is not taken for a crash by its text', () => {
    const other = translated(iosText([], STACK), ips({}, { bug_type: '385' }));
    expect(read(other)).toMatchObject({ kind: 'resource', bugType: '385', threads: [{ index: 0 }] });
  });
});

describe('.ips with a text body', () => {
  it('takes version, build and bundle id from the metadata line', () => {
    const old = iosText([], STACK).replace('iPhone OS 17.5 (21F79)', 'iPhone OS 14.7 (18G69)');
    expect(read(`${JSON.stringify({ ...header, bug_type: '109' })}\n${old}`)).toMatchObject({
      format: 'ips-text',
      bugType: '109',
      app: { name: 'Harbor', bundleId: 'com.example.harbor', version: '2.1', build: '34' },
    });
  });

  it('counts lines from the beginning of the file', () => {
    const report = read(`${JSON.stringify({ ...header, bug_type: '109' })}\n${iosText([], STACK, ['0x1 to 0x2'])}`);
    expect(report.warnings[0]?.line).toBe(19);
  });
});

describe('what is not read', () => {
  it('says when a crash report has nothing left to read', () => {
    const fault = refuse(`${JSON.stringify(header)}\n`);
    expect(fault).toMatchObject({ kind: 'unreadable-report', message: containing('so damaged') });
  });

  it.each([
    ['Incident Identifier: A\nHardware Model: iPhone5,1\nLargest process:   Harbor', 'Jetsam'],
    ['panicString was here', 'panic'],
  ])('names the family of %j', (text, name) => {
    expect(refuse(text)).toMatchObject({
      kind: 'unreadable-report',
      message: containing(`${name} report`),
    });
  });

  it.each([
    [[0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1, 0, 0, 0, 0], 'a Mach-O file'],
    [[0xcf, 0xfa, 0xed, 0xfe, 0x07, 0, 0, 1, 3, 0, 0, 0], 'a Mach-O file'],
    [[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2], 'a universal Mach-O file'],
    [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'a PNG picture'],
    [[0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46], 'a JPEG picture'],
    [[0x50, 0x4b, 3, 4, 20, 0], 'a ZIP archive'],
    [[0x1f, 0x8b, 8, 0], 'a gzip archive'],
    [[0x62, 0x70, 0x6c, 0x69, 0x73, 0x74, 0x30, 0x30], 'a binary property list'],
    [[1, 0, 2, 0], 'a binary file'],
    [[], 'empty'],
  ])('says what the bytes %j seem to be', (bytes, seems) => {
    const fault = refuse(decodeText(Uint8Array.from(bytes)));
    expect(fault).toMatchObject({ kind: 'not-a-report', message: containing(seems) });
  });

  it.each([
    ['{"hello":"world"}', 'JSON that is no crash report'],
    ['[1, 2]', 'JSON that is no crash report'],
    ['Dear diary, nothing crashed today.', 'text without anything of a crash report'],
    ['<!DOCTYPE html><title>x</title>', 'a web page'],
    ['<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "x">', 'a property list'],
    [JSON.stringify({ procName: body.procName }), 'JSON that is no crash report'],
  ])('says what %j seems to be', (text, seems) => {
    expect(refuse(text)).toMatchObject({ kind: 'not-a-report', message: containing(seems) });
  });
});

describe('text of other encodings', () => {
  it('is decoded by its byte order mark', () => {
    const text = iosText([], STACK);
    const units = Array.from(text, (letter) => letter.charCodeAt(0));
    const little = Uint8Array.from([0xff, 0xfe, ...units.flatMap((unit) => [unit & 255, unit >> 8])]);
    const big = Uint8Array.from([0xfe, 0xff, ...units.flatMap((unit) => [unit >> 8, unit & 255])]);
    expect(decodeText(little)).toBe(text);
    expect(decodeText(big)).toBe(text);
    expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]))).toBe('A');
  });

  it('replaces bytes that make no sense and keeps the rest', () => {
    expect(decodeText(Uint8Array.from([0x41, 0xff, 0x42]))).toBe('A\uFFFDB');
  });
});
