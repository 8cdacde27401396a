import { describe, expect, it } from 'vitest';
import { readReport } from '../../shared/formats/index.ts';
import { partsOf } from '../../shared/formats/parts.ts';
import { flatten } from '../../shared/report/frames.ts';
import type { CrashReport, Frame, ReportKind } from '../../shared/report/report.ts';
import { corpus, CORPUS_IS_ABSENT, isCrash, readCorpus } from './corpus.ts';
import type { CorpusFile } from './corpus.ts';
import { countJson, countText } from './raw-count.ts';
import type { RawCount } from './raw-count.ts';

/** What reports of the kinds that the collection names may be. */
const KINDS: Readonly<Record<string, readonly ReportKind[]>> = {
  metrickit: ['crash', 'hang', 'cpu', 'disk-writes', 'launch', 'resource', 'metrics', 'sample', 'other'],
  stackshot: ['stackshot'],
  jetsam: ['jetsam'],
  panic: ['panic'],
};

/** Files in which something is amiss, and what. */
const EXPECTED_WARNINGS: readonly (readonly [file: RegExp, warning: RegExp])[] = [
  [/MainThreadDeadlock\.txt$/, /could not be read: Application main thread deadlocked$/],
];

function read(file: CorpusFile): CrashReport {
  const result = readReport(readCorpus(file));
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

function addresses(frames: readonly Frame[]): readonly bigint[] {
  return flatten(frames).map(({ address }) => address);
}

function countReport(report: CrashReport): RawCount {
  return {
    threads: report.threads.map(({ index, frames }) => ({ index, addresses: addresses(frames) })),
    lastException: addresses(report.lastException ?? []),
    images: report.images.map(({ base }) => base),
    registers: report.threads.reduce((sum, { state }) => sum + (state?.registers.length ?? 0), 0),
  };
}

const crashes = corpus.filter(isCrash);
const others = corpus.filter((file) => !isCrash(file));

describe.skipIf(CORPUS_IS_ABSENT)('real crash reports (skipped where ../shared/corpus is absent)', () => {
  it.each(crashes)('loses no thread, frame, image or register of $file', (file) => {
    const text = readCorpus(file);
    const raw = file.kind === 'crash-ips-json' ? countJson(text) : countText(text);
    expect(raw.images.length).toBeGreaterThan(0);
    expect(countReport(read(file))).toEqual(raw);
  });

  it.each(crashes)('reads what every report has from $file', (file) => {
    const report = read(file);
    expect(report.process.name).not.toBeNull();
    expect(report.os.version).toMatch(/^\d/);
    expect(report.platform).not.toBeNull();
    expect(report.arch).not.toBeNull();
    expect(report.crashedAt).not.toBeNull();
    expect(report.exception?.type).not.toBeNull();
    expect(report.threads[report.crashedThread ?? -1]?.triggered).toBe(true);
  });

  it.each(crashes)('warns of $file only where something is amiss', (file) => {
    const expected = EXPECTED_WARNINGS.filter(([pattern]) => pattern.test(file.file));
    const messages = read(file).warnings.map(({ message }) => message);
    expect(messages).toHaveLength(expected.length);
    for (const [, warning] of expected) expect(messages.some((message) => warning.test(message))).toBe(true);
  });

  it.each(crashes)('puts every frame of $file into the image that holds it', (file) => {
    const { images, threads } = read(file);
    for (const frame of threads.flatMap(({ frames }) => frames)) {
      const image = frame.image === null ? undefined : images[frame.image];
      if (image === undefined) expect(frame.status).not.toBe('missing-dsym');
      else expect(frame.address).toBe(image.base + (frame.imageOffset ?? -1n));
    }
  });

  it.each(others)('reads $file ($kind) as what it is, or names it', (file) => {
    const texts = partsOf(readCorpus(file))?.map(({ text }) => text) ?? [readCorpus(file)];
    const results = texts.map(readReport);
    const [result] = results;
    if (result === undefined) throw new Error('a file without parts');
    if (result.ok) {
      const kinds: readonly (ReportKind | null)[] = KINDS[file.kind] ?? [];
      for (const part of results) expect(kinds).toContain(part.ok ? part.value.kind : null);
      return;
    }
    expect(result.fault.kind).toBe('unreadable-report');
    expect(result.fault.message.toLowerCase()).toContain(file.kind);
    if (/^\d/.test(file.bugType)) expect(result.fault.message).toContain(`(bug type ${file.bugType})`);
  });
});
