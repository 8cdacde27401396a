/**
 * The lines of a report that a search looks through: the functions and images of the stacks that tell of the crash, and
 * what the system and the app said. Pure, bounded, and cheap beside reading the report.
 *
 * Of the thread that crashed, of exceptions and of further backtraces every frame counts; of other threads only those in
 * code of the app, since every crash of a system has the same idle threads. Call trees and other processes count alike:
 * all frames of what is blamed, of the rest those of the app.
 */
import type { ReportBody } from '../../shared/report/body.ts';
import { remember } from '../../shared/memo.ts';
import type { CrashReport, Frame, SourceLocation } from '../../shared/report/report.ts';
import type { SearchText } from '../store/search-lines.ts';
import { searchable } from '../store/search-words.ts';

/** Functions repeat over all reports of an app. */
const knownLine = remember(searchable);

/** Raised whenever the same report would get other lines: a library that holds older ones must read its reports again. */
export const SEARCH_VERSION = 1;

/** Lines of each kind at most. */
const MOST_FRAMES = 300;
const MOST_MESSAGES = 60;
/** Processes of a report about all of them. */
const MOST_PROCESSES = 20;

/** `UserManager.currentUser.getter (UserManager.swift)` */
function lineOf({ symbol, file }: SourceLocation): string {
  return file === null ? symbol : `${symbol} (${file.slice(file.lastIndexOf('/') + 1)})`;
}

class Lines {
  readonly #lines = new Set<string>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(text: string | null): void {
    if (text === null || this.#lines.size >= this.#most) return;
    const line = knownLine(text);
    if (line !== '') this.#lines.add(line);
  }

  get isFull(): boolean {
    return this.#lines.size >= this.#most;
  }

  get list(): readonly string[] {
    return [...this.#lines];
  }
}

function framesOf(report: CrashReport): readonly string[] {
  const lines = new Lines(MOST_FRAMES);
  const images = new Set<string>();
  const add = (frames: readonly Frame[], onlyInApp: boolean): void => {
    for (const { image, imageName, inlined, location } of frames) {
      if (lines.isFull) return;
      const binary = image === null ? undefined : report.images[image];
      if (onlyInApp && binary?.inApp !== true) continue;
      for (const call of inlined) lines.add(lineOf(call));
      if (location !== null) lines.add(lineOf(location));
      const name = binary?.name ?? imageName;
      if (name !== null) images.add(name);
    }
  };
  add(report.lastException ?? [], false);
  for (const [index, { frames, triggered }] of report.threads.entries()) {
    if (triggered || index === report.crashedThread) add(frames, false);
  }
  for (const { frames } of report.backtraces) add(frames, false);
  for (const [index, { frames, triggered }] of report.threads.entries()) {
    if (!triggered && index !== report.crashedThread) add(frames, true);
  }
  if (report.body !== null) for (const [frames, onlyInApp] of bodyStacks(report.body)) add(frames, onlyInApp);
  for (const name of images) lines.add(name);
  return lines.list;
}

/** Stacks of call trees and of other processes, code of the app before all other, the blamed tree before all trees. */
function* bodyStacks({
  trees,
  processes,
}: ReportBody): Iterable<readonly [frames: readonly Frame[], onlyInApp: boolean]> {
  const [blamed, others] = [
    trees.filter(({ attributed }) => attributed),
    trees.filter(({ attributed }) => !attributed),
  ];
  for (const { frames } of [...blamed, ...others]) yield [frames, true];
  for (const { threads } of processes) for (const { frames } of threads) yield [frames, true];
  for (const { frames } of blamed.length > 0 ? blamed : others) yield [frames, false];
}

/** What panicked, what was ended and why, and the processes by memory. */
function bodyMessages({ panic, memory, processes, facts }: ReportBody): readonly (string | null)[] {
  const listed = memory?.processes ?? [];
  const ended = listed.filter(({ reason }) => reason !== null);
  const heaviest = listed.toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0)).slice(0, MOST_PROCESSES);
  return [
    panic?.reason ?? null,
    ...(panic?.extensions ?? []),
    memory?.largest ?? null,
    ...ended.slice(0, MOST_PROCESSES).map(({ name, reason }) => `${name ?? ''} ${reason ?? ''}`),
    ...facts.flatMap(([label, value]) => (/reason|event/i.test(label) ? [value] : [])).slice(0, MOST_PROCESSES),
    ...heaviest.map(({ name }) => name),
    ...processes.slice(0, MOST_PROCESSES).map(({ name }) => name),
  ];
}

function messagesOf({ exception, termination, appInformation, body }: CrashReport): readonly string[] {
  const lines = new Lines(MOST_MESSAGES);
  const texts = [
    exception?.message ?? null,
    exception?.subtype ?? null,
    exception?.note ?? null,
    ...(termination?.reasons ?? []),
    termination?.indicator ?? null,
    ...appInformation.flatMap(({ messages }) => messages),
    ...(termination?.details ?? []),
    ...(body === null ? [] : bodyMessages(body)),
  ];
  for (const text of texts) for (const line of text?.split('\n', MOST_MESSAGES) ?? []) lines.add(line);
  return lines.list;
}

/** The lines of a symbolicated report. */
export function searchTextOf(report: CrashReport): SearchText {
  return { frames: framesOf(report), messages: messagesOf(report) };
}
