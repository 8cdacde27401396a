import { describe, expect, it } from 'vitest';
import { explain } from '../../../../shared/signature/explain.ts';
import { sign } from '../../../../shared/signature/fingerprint.ts';
import { read, through } from './system-reports.ts';

const TEXT = `Tue Mar  3 10:11:12 2026

Event:               GPU Reset
Date/Time:           Tue Mar  3 10:11:12 2026
Application:         Harbor
Path:                /Applications/Harbor.app/Contents/MacOS/Harbor
OS Version:          Mac OS X Version 15.7 (Build 24G222)
Graphics Hardware:   Pebble Pro 4
Signature:           2

Report Data:

GPU Log Version: 2

---THE STATE OF THE DRIVER---

PebbleAccelerator state: ENABLED
`;

describe('the report of a restart of the graphics processor', () => {
  const report = read(TEXT);

  it('is no spin: it tells of the hardware and of what its driver wrote', () => {
    expect(report).toMatchObject({
      kind: 'other',
      bugType: null,
      process: { name: 'Harbor', path: '/Applications/Harbor.app/Contents/MacOS/Harbor' },
      os: { version: '15.7', build: '24G222' },
      platform: 'macOS',
      crashedAt: '2026-03-03T10:11:12',
      warnings: [],
    });
    expect(report.body?.facts).toEqual([
      ['Event', 'GPU Reset'],
      ['Graphics Hardware', 'Pebble Pro 4'],
      ['Signature', '2'],
      ['GPU Log Version', '2'],
      ['PebbleAccelerator state', 'ENABLED'],
    ]);
    expect(sign(report)).toMatchObject({ title: 'GPU Reset' });
    expect(explain(report)?.title).toBe('The graphics processor was restarted');
  });

  it('stays itself as text', () => {
    expect(through(report)).toMatchObject({ kind: 'other', body: { facts: report.body?.facts }, warnings: [] });
  });
});
