/** Reading reports, beside what `JSON.parse` alone needs for the same bytes. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readReport } from '../../shared/formats/index.ts';
import { sign } from '../../shared/signature/fingerprint.ts';
import { compare, median } from './figures.ts';
import type { Figure } from './figures.ts';

const REPORTS = resolve(import.meta.dirname, '../../resources/samples/reports');
const RUNS = 15;

/** Parse only, and parse with signing, over all sample reports. */
export async function benchReports(): Promise<readonly Figure[]> {
  const texts = readdirSync(REPORTS).map((name) => readFileSync(join(REPORTS, name), 'utf8'));
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const note = `${texts.length} reports, ${Math.round(bytes / 1000)} kB`;
  const parse = await median(RUNS, () => {
    for (const text of texts) {
      const end = text.indexOf('\n');
      JSON.parse(text.slice(0, end));
      JSON.parse(text.slice(end));
    }
  });
  const read = await median(RUNS, () => texts.map(readReport));
  const signed = await median(RUNS, () => {
    for (const text of texts) {
      const report = readReport(text);
      if (report.ok) sign(report.value);
    }
  });
  return [
    compare('read reports', read, 'JSON.parse', parse, note),
    compare('read and sign reports', signed, 'JSON.parse', parse, note),
  ];
}
