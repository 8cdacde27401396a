/** All lines of a report's JSON, wherever they stand: in threads, backtraces, call trees and other processes. */
import type { FrameJson, ReportJson } from './json.ts';

export function linesOf({ threads, lastException, backtraces, body }: ReportJson): readonly FrameJson[] {
  return [
    ...threads.flatMap(({ frames }) => frames),
    ...(lastException ?? []),
    ...backtraces.flatMap(({ frames }) => frames),
    ...(body?.trees ?? []).flatMap(({ frames }) => frames.flat()),
    ...(body?.processes ?? []).flatMap((process) => process.threads.flatMap(({ frames }) => frames)),
  ];
}
