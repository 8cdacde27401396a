import { describe, expect, it } from 'vitest';
import { readReport } from '../../shared/formats/index.ts';
import { toText } from '../../shared/render/text.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { corpus, CORPUS_IS_ABSENT, readCorpus } from './corpus.ts';
import { countBacktrace, countSystem } from './raw-system-count.ts';
import { valueOf } from '../fixtures/results.ts';

const shots = corpus.filter(({ kind }) => kind === 'stackshot' || kind === 'panic');
const panics = corpus.filter(({ kind }) => kind === 'panic');

function read(text: string): CrashReport {
  return valueOf(readReport(text));
}

function threadsOf(report: CrashReport): readonly CrashReport['threads'][number][] {
  return (report.body?.processes ?? []).flatMap(({ threads }) => threads);
}

describe.skipIf(CORPUS_IS_ABSENT)('real stackshots and panics (skipped where ../shared/corpus is absent)', () => {
  it.each(shots)('loses no process, thread or image of $file', (file) => {
    const text = readCorpus(file);
    const report = read(text);
    const raw = countSystem(text);
    expect(raw.processes).toBeGreaterThan(30);
    expect(report.body?.processes).toHaveLength(raw.processes);
    expect(threadsOf(report)).toHaveLength(raw.threads);
    expect(report.images.length).toBeGreaterThanOrEqual(raw.images);
    expect(report.images.slice(0, raw.images).every(({ uuid, base }) => uuid !== null || base === 0n)).toBe(true);
  });

  it.each(shots)('loses no frame of $file, and adds those only that a second walk found', (file) => {
    const text = readCorpus(file);
    const found = threadsOf(read(text)).reduce((sum, { frames }) => sum + frames.length, 0);
    const raw = countSystem(text).frames;
    expect(raw).toBeGreaterThan(500);
    if (text.includes('"resampledUserFrames"')) expect(found).toBeGreaterThan(raw);
    else expect(found).toBe(raw);
  });

  it.each(shots)('puts every frame of $file where its image is', (file) => {
    const report = read(readCorpus(file));
    for (const { frames } of threadsOf(report)) {
      for (const { image, address, imageOffset, status } of frames) {
        expect(status).not.toBe('malformed');
        const base = image === null ? undefined : report.images[image]?.base;
        expect(address - (base ?? 0n)).toBe(imageOffset);
      }
    }
  });

  it.each(shots)('knows when, where and on what $file was written, and warns of nothing', (file) => {
    const report = read(readCorpus(file));
    expect(report.os.version).toMatch(/^\d/);
    expect(report.os.build).toMatch(/^\d+\w+$/);
    expect(report.device).toMatch(/^i(?:Phone|Pad|Bridge)\d+,\d+$/);
    expect(report.crashedAt).not.toBeNull();
    expect(report.platform).not.toBeNull();
    expect(report.warnings).toEqual([]);
  });

  it.each(panics)('reads the backtrace of $file, each frame in the kernel or in an extension', (file) => {
    const text = readCorpus(file);
    const report = read(text);
    const frames = report.backtraces.flatMap((backtrace) => backtrace.frames);
    expect(frames.map(({ address }) => address)).toEqual(countBacktrace(text));
    // The last return address is that of the program that called the kernel.
    const inside = frames.filter(({ image }) => image !== null);
    expect(inside).toHaveLength(frames.length - 1);
    expect(report.body?.panic?.reason.length).toBeGreaterThan(20);
    expect(report.process.name).not.toBeNull();
    expect(threadsOf(report).filter(({ triggered }) => triggered)).toHaveLength(1);
  });

  it.each(shots)('writes $file as text that says the same when it is read again', (file) => {
    const report = read(readCorpus(file));
    const text = toText(report);
    const again = read(text);
    expect(toText(again)).toBe(text);
    expect(again.kind).toBe(report.kind);
    expect(again.warnings).toEqual([]);
    expect(again.images).toHaveLength(report.images.length);
    expect(again.body?.processes).toEqual(report.body?.processes);
    expect(again.body?.panic).toEqual(report.body?.panic);
    expect(again.backtraces).toEqual(report.backtraces);
  });
});
