import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../fixtures/results.ts';
import { readReport } from '../../../../shared/formats/index.ts';
import { iosText } from './harbor.ts';
import { read } from './system-reports.ts';

function plist(bugType: string, description: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    '\t<key>AutoSubmitted</key>',
    '\t<true/>',
    '\t<key>bug_type</key>',
    `\t<string>${bugType}</string>`,
    '\t<key>description</key>',
    `\t<string>${description.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</string>`,
    '\t<key>displayName</key>',
    '\t<string>Harbor</string>',
    '\t<key>os_version</key>',
    '\t<string>iPhone OS 4.3 (8F455)</string>',
    '</dict>',
    '</plist>',
  ].join('\n');
}

const STACK = ['Thread 0 Crashed:', '0   Harbor   0x0000000102784000 -[Pier dock:<&>] + 8'];

describe('a report in a property list', () => {
  it('is the crash that it describes', () => {
    const text = iosText([], STACK);
    const report = read(plist('109', text));
    expect(report).toMatchObject({ kind: 'crash', bugType: '109', format: 'ips-text', warnings: [] });
    expect(report.threads[0]?.frames[0]?.location?.symbol).toBe('-[Pier dock:<&>]');
    expect(report.images).toEqual(read(text).images);
  });

  it('is the list of memory that it describes', () => {
    const low =
      'Free pages: 581\nLargest process:    Harbor\n\nProcesses\n Name UUID Count resident pages\n Harbor <82789a92cdd1d50ac2b17aa21f2670e2> 3 (jettisoned)';
    expect(read(plist('198', low))).toMatchObject({
      kind: 'jetsam',
      bugType: '198',
      os: { version: '4.3' },
      body: { memory: { processes: [{ name: 'Harbor', bytes: 3 * 4096, reason: 'jettisoned' }] } },
    });
  });

  it('keeps its lines where they stand in the file', () => {
    const file = plist('109', iosText([], STACK, ['0x1 to 0x2']));
    const line = file.split('\n').indexOf('0x1 to 0x2') + 1;
    expect(line).toBeGreaterThan(10);
    expect(read(file).warnings[0]?.line).toBe(line);
  });

  it('that was cut off is read as far as it goes', () => {
    const file = plist('109', iosText([], STACK));
    expect(read(file.slice(0, file.indexOf('Binary Images'))).threads).toHaveLength(1);
  });

  it('is no report where nothing is described', () => {
    const other = plist('109', 'x').replace('description', 'note');
    expect(faultOf(readReport(other))).toMatchObject({ kind: 'not-a-report' });
  });
});
