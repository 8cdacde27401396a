/**
 * A report of the system as text: the head that all families share, and the parts of `sections.ts` as threads, processes and
 * images. Panics, Jetsam and stackshots add what is theirs.
 */
import { EMPTY_BODY } from '../../report/body.ts';
import type { ProcessSnapshot, ThreadSnapshot } from '../../report/body.ts';
import type { BinaryImage, CrashReport, Frame, ReportFormat, ReportKind } from '../../report/report.ts';
import { parseVersionText } from '../../report/version-text.ts';
import { bugTypeKind, parseBugType } from '../bug-type.ts';
import { parseMoment } from '../moment.ts';
import { systemImage } from '../stackshot/images.ts';
import { textFrameReader } from '../stackshot/text-frames.ts';
import { guessPlatform, parseSystem } from '../system.ts';
import { readException, readTermination, splitProcess } from '../text/ending.ts';
import type { FrameText } from '../text/frame-line.ts';
import { readImageLine } from '../text/images.ts';
import { FIELD_LABELS } from '../text/labels.ts';
import type { Labels } from '../text/labels.ts';
import type { Warnings } from '../warnings.ts';
import type { ProcessLines, Sections, ThreadLines } from './sections.ts';

const HEAD_LABELS: ReadonlySet<string> = new Set([...FIELD_LABELS, 'date', 'page size', 'largest process']);

/** What the head's bug type says; null where the text has no such line. */
export function kindOfText(labels: Labels): ReportKind | null {
  const bugType = parseBugType(labels.value('Bug Type'));
  if (bugType !== null) return bugTypeKind(bugType);
  const label = labels.find('Bug Type');
  if (label === null) return null;
  return label.value === 'metrics' ? 'metrics' : 'other';
}

/** Reads the list of images. */
export function readTextImages(sections: Sections, labels: Labels): readonly BinaryImage[] {
  const process = splitProcess(labels.value('Process'));
  const loader = { name: process.name, path: labels.value('Path') };
  return sections.images.flatMap((line) => {
    const image = readImageLine(line, loader);
    if (image === null) return [];
    if (image.inApp) return [image];
    const { symbols, bundleId } = systemImage(image);
    return [{ ...image, bundleId, symbols: symbols.kind === 'system' ? symbols : image.symbols }];
  });
}

function readThread(
  lines: ThreadLines,
  index: number,
  readFrames: (lines: readonly FrameText[]) => readonly Frame[],
): ThreadSnapshot {
  const { id, name, queue, note, triggered } = lines;
  return { index, id, name, queue, triggered, frames: readFrames(lines.frames), state: null, note };
}

function readProcess(
  { label, facts, threads }: ProcessLines,
  readFrames: (lines: readonly FrameText[]) => readonly Frame[],
): ProcessSnapshot {
  const match = /^(.*?) ?\[(-?\d{1,15})\]$/s.exec(label);
  const name = match === null ? label : (match[1] ?? '');
  return {
    name: name === '' || name === '???' ? null : name,
    pid: match === null ? null : Number(match[2]),
    facts,
    threads: threads.map((thread, index) => readThread(thread, index, readFrames)),
  };
}

/** Builds the report of a text. `images` replace those of the text, where a family knows more of them. */
export function reportOfText(
  sections: Sections,
  kind: ReportKind,
  format: ReportFormat,
  images: readonly BinaryImage[],
  warnings: Warnings,
): CrashReport {
  const { labels } = sections;
  const { name, pid } = splitProcess(labels.value('Process'));
  const parent = splitProcess(labels.value('Parent Process'));
  const os = parseSystem(labels.value('OS Version'));
  const path = labels.value('Path');
  const readFrames = textFrameReader(images);
  const threads = sections.threads.map((thread, index) => {
    const { note: _, ...rest } = readThread(thread, index, readFrames);
    return rest;
  });
  const crashed = threads.findIndex(({ triggered }) => triggered);
  return {
    kind,
    format,
    bugType: parseBugType(labels.value('Bug Type')),
    incident: labels.value('Incident Identifier')?.toUpperCase() ?? null,
    process: { name, pid, path, parent: parent.name, parentPid: parent.pid, role: labels.value('Role') },
    app: { name, bundleId: labels.value('Identifier'), ...parseVersionText(labels.value('Version') ?? '', os) },
    os,
    platform: guessPlatform(os, path, parent.name),
    device: labels.value('Hardware Model'),
    codeType: labels.value('Code Type'),
    arch: null,
    deviceKey: labels.value('CrashReporter Key', 'Crash Reporter Key', 'Beta Identifier', 'Anonymous UUID'),
    beta: labels.value('Beta') === 'YES',
    crashedAt: parseMoment(labels.value('Date/Time', 'Date')),
    launchedAt: parseMoment(labels.value('Launch Time')),
    reportVersion: labels.value('Report Version'),
    exception: readException(labels),
    termination: readTermination(labels),
    vmRegion: null,
    appInformation: [],
    crashedThread: crashed === -1 ? null : crashed,
    threads,
    lastException: null,
    backtraces: sections.backtraces.map(({ title, frames }) => ({ title, frames: readFrames(frames) })),
    images,
    notes: sections.notes,
    extras: labels.except(HEAD_LABELS),
    body: {
      ...EMPTY_BODY,
      processes: sections.processes.map((process) => readProcess(process, readFrames)),
      facts: sections.facts,
    },
    warnings: warnings.list(),
  };
}
