/**
 * A text report in all its wordings: iOS (Report Version 104, 105, 209, 210), macOS (6 to 12), the texts of iOS 26 and
 * macOS 26, which have no version, and those that reporters inside of apps write in the same grammar.
 * Spec: Apple, "Examining the fields in a crash report".
 */
import type {
  BinaryImage,
  CrashReport,
  Frame,
  Process,
  ReportFormat,
  Thread,
  ThreadState,
} from '../../report/report.ts';
import { orderOf, parseVersionText } from '../../report/version-text.ts';
import { readResource } from '../envelope/cost.ts';
import { kindOfShape, parseBugType } from '../bug-type.ts';
import { identityOf } from '../identity.ts';
import { parseMoment } from '../moment.ts';
import { processArch } from '../process-arch.ts';
import { guessPlatform, parseSystem } from '../system.ts';
import { Warnings } from '../warnings.ts';
import { readException, readTermination, splitProcess } from './ending.ts';
import { frameReader } from './frames.ts';
import { readImageLine } from './images.ts';
import { FIELD_LABELS } from './labels.ts';
import type { Labels } from './labels.ts';
import { toLines } from './lines.ts';
import type { Line } from './lines.ts';
import { rewordOldLabels } from './old-labels.ts';
import { sortLines } from './parts.ts';
import type { Parts } from './parts.ts';

function readProcess(labels: Labels): Process {
  const { name, pid } = splitProcess(labels.value('Process'));
  const parent = splitProcess(labels.value('Parent Process'));
  return {
    name,
    pid,
    path: labels.value('Path'),
    parent: parent.name,
    parentPid: parent.pid,
    role: labels.value('Role'),
  };
}

function readImages(parts: Parts, process: Process, warnings: Warnings): readonly BinaryImage[] {
  return parts.images.flatMap(({ text, number }) => {
    const image = readImageLine(text, process);
    if (image === null && /^\s*0x/.test(text)) {
      warnings.add(`Line ${number} should be a binary image but could not be read: ${text.slice(0, 80)}`, number);
    }
    return image ?? [];
  });
}

function crashedNumber(labels: Labels, parts: Parts): number | null {
  const numberOf = (...names: readonly string[]): number | null => {
    const stated = /^\d{1,7}/.exec(labels.value(...names) ?? '');
    return stated === null ? null : Number(stated[0]);
  };
  const stated =
    numberOf('Triggered by Thread', 'Crashed Thread') ?? parts.threads.find(({ crashed }) => crashed)?.index;
  // Where the system ended the app from outside no thread crashed, but one is to be looked at.
  return stated ?? numberOf('Highlighted Thread', 'Highlighted by Thread');
}

function stateOf(index: number, crashed: number | null, parts: Parts): ThreadState | null {
  const state = parts.states.find((state) => (state.index ?? crashed) === index);
  return state === undefined || state.registers.length === 0
    ? null
    : { flavor: state.flavor, registers: state.registers };
}

function warnOfLoss(parts: Parts, crashed: number | null, warnings: Warnings): void {
  if (parts.threads.length === 0 && parts.lastException === null) warnings.add('The report lists no threads.');
  if (!parts.hasImages)
    warnings.add('The report has no list of binary images: it was cut off, or only a part was copied.');
  if (crashed !== null && parts.threads.length > 0 && !parts.threads.some(({ index }) => index === crashed)) {
    warnings.add(`Thread ${crashed} is said to have crashed but is not in the report.`);
  }
}

/** A list that was cut off shows only in what it lacks: images that frames name, at addresses that lie in none. */
function warnOfMissingImages(stacks: readonly (readonly Frame[])[], warnings: Warnings): void {
  const missing = new Set(
    stacks.flat().flatMap(({ image, imageName, status }) => {
      return image !== null || imageName === null || imageName === '???' || status === 'malformed' ? [] : imageName;
    }),
  );
  if (missing.size === 0) return;
  const some = [...missing].slice(0, 3).join(', ');
  const more = missing.size > 3 ? ` and ${missing.size - 3} more` : '';
  warnings.add(`The list of binary images lacks ${some}${more}, which frames name: it is not whole.`);
}

/** `Notes:` of macOS, in which it says what it could not find out. */
function headNotes(labels: Labels): readonly string[] {
  const notes = labels.find('Notes');
  return notes === null ? [] : [notes.value, ...notes.below].map((line) => line.trim()).filter((line) => line !== '');
}

function summariesOf({ summaries }: Parts): readonly (readonly [label: string, value: string])[] {
  return summaries.map(({ title, lines }) => [title, lines.join('\n').trimEnd()]);
}

/** What is known of a text report from outside of it: the metadata line of an `.ips`. */
export interface Envelope {
  readonly format: ReportFormat;
  readonly bugType: string | null;
  readonly incident: string | null;
  readonly appName: string | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly bundleId: string | null;
  readonly beta: boolean;
  readonly problems: readonly string[];
  /** 1-based number of the text's first line in the file. */
  readonly firstLine: number;
}

/** Reads a text report. */
export function readCrashText(text: string, envelope: Envelope): CrashReport {
  return readCrashLines(toLines(text, envelope.firstLine), envelope);
}

/** The same of lines. */
export function readCrashLines(lines: readonly Line[], envelope: Envelope): CrashReport {
  const warnings = new Warnings();
  for (const problem of envelope.problems) warnings.add(problem);
  const parts = sortLines(lines, warnings);
  const { labels } = parts;
  rewordOldLabels(labels);
  const process = readProcess(labels);
  const os = parseSystem(labels.value('OS Version'));
  const images = readImages(parts, process, warnings);
  const readFrames = frameReader(images);
  const crashed = crashedNumber(labels, parts);
  warnOfLoss(parts, crashed, warnings);
  const threads = parts.threads.map(({ index, name, queue, frames }): Thread => ({
    index,
    id: null,
    name,
    queue,
    triggered: index === crashed,
    frames: readFrames(frames),
    state: stateOf(index, crashed, parts),
  }));
  const lastException = parts.lastException === null ? null : readFrames(parts.lastException);
  if (parts.images.length > 0)
    warnOfMissingImages([...threads.map(({ frames }) => frames), lastException ?? []], warnings);
  const position = threads.findIndex(({ triggered }) => triggered);
  const identifier = labels.value('Identifier');
  const codeType = labels.value('Code Type');
  const exception = readException(labels);
  const stated = parseVersionText(labels.value('Version') ?? '', orderOf(os, exception));
  const bugType = envelope.bugType ?? parseBugType(labels.value('Bug Type'));
  const kind = kindOfShape(bugType, 'crash');
  const resource = kind === 'crash' || kind === 'os-fault' ? null : readResource(kind, exception);
  const region = labels.find('VM Region Info');
  return {
    kind: resource?.kind ?? kind,
    format: envelope.format,
    bugType,
    incident: (identityOf(labels.value('Incident Identifier')) ?? identityOf(envelope.incident))?.toUpperCase() ?? null,
    process,
    app: {
      name: envelope.appName ?? process.name,
      // Programs without a bundle have their name in its place.
      bundleId:
        envelope.bundleId ?? (identifier === process.name && identifier?.includes('.') !== true ? null : identifier),
      version: envelope.version ?? stated.version,
      build: envelope.build ?? stated.build,
    },
    os,
    platform: guessPlatform(os, process.path, process.parent),
    device: labels.value('Hardware Model'),
    codeType,
    arch: processArch(process, images, codeType),
    deviceKey: identityOf(labels.value('CrashReporter Key', 'Crash Reporter Key', 'Beta Identifier', 'Anonymous UUID')),
    beta: envelope.beta || labels.value('Beta') === 'YES' || labels.find('Beta Identifier') !== null,
    crashedAt: parseMoment(labels.value('Date/Time')),
    launchedAt: parseMoment(labels.value('Launch Time')),
    reportVersion: labels.value('Report Version'),
    exception,
    termination: readTermination(labels),
    vmRegion: region === null ? null : [region.value, ...region.below].join('\n'),
    appInformation: parts.information.filter(({ messages }) => messages.length > 0),
    crashedThread: position === -1 ? null : position,
    threads,
    lastException,
    backtraces: parts.backtraces.map(({ title, frames }) => ({ title, frames: readFrames(frames) })),
    images,
    notes: [...parts.notes, ...headNotes(labels)],
    extras: [...labels.except(FIELD_LABELS), ...summariesOf(parts)],
    body: resource?.body ?? null,
    warnings: warnings.list(),
  };
}
