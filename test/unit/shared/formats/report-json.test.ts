import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { toJson } from '../../../../shared/render/json.ts';
import { corpus, readCorpus } from '../../../corpus/corpus.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { ips, read } from './harbor.ts';

const SAMPLES = new URL('../../../../resources/samples/reports/', import.meta.url);

/** All reports of a file that can be read. */
function reportsOf(text: string): readonly unknown[] {
  const texts = partsOf(text)?.map((part) => part.text) ?? [text];
  return texts.flatMap((one) => {
    const result = readReport(one);
    return result.ok ? [result.value] : [];
  });
}

function exported(text: string, indent: number): readonly string[] {
  const texts = partsOf(text)?.map((part) => part.text) ?? [text];
  return texts.flatMap((one) => {
    const result = readReport(one);
    return result.ok ? [JSON.stringify(toJson(result.value), null, indent)] : [];
  });
}

describe('our JSON export', () => {
  it('keeps the format of the file that the report was read from', () => {
    const report = read(JSON.stringify(toJson(read(ips()))));
    expect(report.format).toBe('ips-json');
    expect(report).toEqual(read(ips()));
  });

  it('is named for itself where the format is none that is known', () => {
    const { format: _, ...json } = toJson(read(ips()));
    expect(read(JSON.stringify({ ...json, format: 'quill' }))).toMatchObject({
      format: 'faultline-json',
      kind: 'crash',
    });
  });

  it('of an older version lacks keys, and says nothing of it', () => {
    const { codeType: _1, parentPid: _2, reportVersion: _3, body: _4, ...json } = toJson(read(ips()));
    const report = read(JSON.stringify(json));
    expect(report).toEqual({
      ...read(ips()),
      codeType: null,
      process: { ...read(ips()).process, parentPid: null },
      reportVersion: null,
    });
  });

  it('says how much of it was left out', () => {
    const json = { ...toJson(read(ips())), pid: 'many', exception: [] };
    const report = read(JSON.stringify(json));
    expect(report.process.pid).toBeNull();
    expect(report.exception).toBeNull();
    expect(report.warnings).toEqual([{ message: '2 values of this export could not be read.', line: null }]);
  });

  it('that was cut off is read up to there', () => {
    const text = JSON.stringify(toJson(read(ips())), null, 2);
    const report = read(`${text.slice(0, text.lastIndexOf('"warnings"'))}"warnings": [`);
    expect(report.threads).toEqual(read(ips()).threads);
    expect(report.warnings.map(({ message }) => message).join()).toContain('breaks off');
  });

  it('of several reports has each as a part', () => {
    const line = JSON.stringify(toJson(read(ips())));
    const parts = partsOf(`${line}\n${line}\n`) ?? [];
    expect(parts.map(({ name }) => name)).toEqual(['report 1', 'report 2']);
    expect(partsOf(`${line}\n`)).toBeNull();
    expect(valueOf(readReport(`[${line},${line}]`)).warnings).toEqual([
      { message: 'This export holds 2 reports; this is the first of them.', line: null },
    ]);
  });

  it.each(readdirSync(SAMPLES))('reads back the sample %s', (name) => {
    const text = readFileSync(new URL(name, SAMPLES), 'utf8');
    expect(reportsOf(text)).not.toEqual([]);
    expect(exported(text, 0).flatMap(reportsOf)).toEqual(reportsOf(text));
  });

  it.skipIf(corpus.length === 0).each(corpus)('reads back $file (skipped where ../shared/corpus is absent)', (file) => {
    const text = readCorpus(file);
    expect(exported(text, 2).flatMap(reportsOf)).toEqual(reportsOf(text));
  });
});
