import { describe, expect, it } from 'vitest';
import { readReport } from '../../shared/formats/index.ts';
import { toText } from '../../shared/render/text.ts';
import { layoutOf } from '../../shared/render/text/layout.ts';
import { flatten } from '../../shared/report/frames.ts';
import type { CrashReport, Frame } from '../../shared/report/report.ts';
import { corpus, CORPUS_IS_ABSENT, isCrash, readCorpus } from './corpus.ts';

function read(text: string): CrashReport {
  const result = readReport(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

/** What Apple's text can say of a report. Images are sorted there, so that frames are told by their image's address. */
function told(report: CrashReport): unknown {
  const { filesAlone } = layoutOf(report);
  const frames = (list: readonly Frame[]): unknown =>
    flatten(list).map(({ image, address, imageOffset, symbol, symbolOffset, file, line, inline, status }) => ({
      base: image === null ? null : report.images[image]?.base,
      address,
      imageOffset,
      symbol,
      symbolOffset,
      file: line === null && !filesAlone ? null : file,
      line,
      inline,
      status,
    }));
  const { process, os, exception, termination, threads, lastException, backtraces, images } = report;
  return {
    process: process.name,
    os,
    version: [report.app.version, report.app.build],
    exception,
    // Apple's text has no place for the flags.
    termination: termination && { ...termination, flags: null },
    crashedThread: report.crashedThread,
    threads: threads.map(({ index, name, queue, triggered, frames: list }) => ({
      index,
      name,
      queue,
      triggered,
      frames: frames(list),
    })),
    lastException: lastException && frames(lastException),
    backtraces: backtraces.map(({ title, frames: list }) => ({ title, frames: frames(list) })),
    images: images
      .map(({ name, uuid, base, size, path, inApp, symbols }) => ({ name, uuid, base, size, path, inApp, symbols }))
      .sort((a, b) => (a.base < b.base ? -1 : a.base > b.base ? 1 : 0)),
  };
}

const crashes = corpus.filter(isCrash);

describe.skipIf(CORPUS_IS_ABSENT)('Apple text of real reports (skipped where ../shared/corpus is absent)', () => {
  it.each(crashes)('reads back to the same report: $file', (file) => {
    const report = read(readCorpus(file));
    expect(told(read(toText(report)))).toEqual(told(report));
  });

  it.each(crashes)('does not change when it is read and written again: $file', (file) => {
    const text = toText(read(readCorpus(file)));
    expect(toText(read(text))).toBe(text);
  });
});
