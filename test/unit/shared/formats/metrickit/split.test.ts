import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../../shared/formats/index.ts';
import { partsOf } from '../../../../../shared/formats/parts.ts';
import type { ReportPart } from '../../../../../shared/formats/parts.ts';
import { valueOf } from '../../../../fixtures/results.ts';
import { chain, CRASHED, diagnostic, payload, tree } from './payloads.ts';
import type { Json } from './payloads.ts';

const crash = (signal: number): Json => diagnostic(CRASHED, { signal, note: 'a "quoted" \\ { [ brace' });
const hang = diagnostic(tree([[chain(['dyld', 'Harbor'])]], false), { hangDuration: '2 sec' });
const DAY = payload({ hangDiagnostics: [hang], crashDiagnostics: [crash(11), crash(6)] });

function parts(value: unknown, indent = 0): readonly ReportPart[] | null {
  return partsOf(JSON.stringify(value, null, indent));
}

/** Kind, signal and time of each. */
function read(list: readonly ReportPart[] | null): readonly unknown[] {
  return (list ?? []).map(({ text }) => {
    const { kind, exception, crashedAt, warnings } = valueOf(readReport(text));
    return [kind, exception?.signal ?? null, crashedAt, warnings];
  });
}

const END = '2026-03-02T07:00:00';
const EXPECTED = [
  ['hang', null, END, []],
  ['crash', 'SIGSEGV', END, []],
  ['crash', 'SIGABRT', END, []],
];

describe('a payload of several diagnostics', () => {
  it.each([0, 2])('becomes one payload for each, with its times (indented by %j)', (indent) => {
    const list = parts(DAY, indent);
    expect(list?.map(({ name }) => name)).toEqual(['hang 1', 'crash 1', 'crash 2']);
    expect(read(list)).toEqual(EXPECTED);
  });

  it('keeps the text of each diagnostic as it stands', () => {
    const text = JSON.stringify(DAY, null, 3);
    const list = partsOf(text) ?? [];
    const lines = text.split('\n').filter((line) => line.includes('binaryUUID') || line.includes('note'));
    const kept = list.flatMap((part) => part.text.split('\n').filter((line) => lines.includes(line)));
    expect(kept.toSorted()).toEqual(lines.toSorted());
  });

  it.each([
    ['a list', [payload({ hangDiagnostics: [hang] }), payload({ crashDiagnostics: [crash(11), crash(6)] })]],
    ['a wrapper', { user: 'A', reports: [{ payload: DAY }] }],
  ])('is taken out of %s', (_, value) => {
    expect(read(parts(value))).toEqual(EXPECTED);
  });

  it('is taken out of lines, one payload each', () => {
    const lines = [payload({ hangDiagnostics: [hang] }), payload({ crashDiagnostics: [crash(11), crash(6)] })];
    expect(read(partsOf(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))).toEqual(EXPECTED);
  });

  it('is taken out of an .ips', () => {
    const text = `{"bug_type":"309"}\n${JSON.stringify(DAY)}`;
    expect(read(partsOf(text))).toEqual(EXPECTED);
  });

  it('loses nothing but what is cut off', () => {
    const text = JSON.stringify(DAY);
    const list = partsOf(text.slice(0, text.lastIndexOf('subFrames'))) ?? [];
    expect(list.map((part) => valueOf(readReport(part.text)).kind)).toEqual(['hang', 'crash', 'crash']);
  });

  it.each([
    ['one diagnostic', payload({ crashDiagnostics: [crash(11)] })],
    ['one diagnostic alone', crash(11)],
    ['something else', { threads: [], usedImages: [] }],
  ])('is none where there is %s', (_, value) => {
    expect(parts(value)).toBeNull();
  });

  it('has metrics as a part of their own', () => {
    const metrics = payload({ cpuMetrics: { cumulativeCPUTime: '9 sec' } });
    const kinds = (value: unknown): unknown => parts(value)?.map(({ text }) => valueOf(readReport(text)).kind);
    expect(kinds([metrics, payload({ hangDiagnostics: [hang] })])).toEqual(['metrics', 'hang']);
    expect(kinds([metrics, metrics])).toEqual(['metrics', 'metrics']);
  });

  it('keeps the environment of each report of iOS 27', () => {
    const report = (signal: number): Json => ({
      environment: { bundleIdentifier: 'example.harbor' },
      timeRange: { begin: 1, end: 1 },
      result: { crash: { _0: { callStackTree: CRASHED, signal } } },
    });
    const list = parts([report(11), report(6)]);
    const apps = list?.map(({ text }) => valueOf(readReport(text)).app.bundleId);
    expect(apps).toEqual(['example.harbor', 'example.harbor']);
  });
});
