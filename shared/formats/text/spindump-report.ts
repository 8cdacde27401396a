/**
 * A spindump, or what is written like one: hangs, spins, CPU use, wakeups, disk writes, microstackshots. The report versions
 * met are 7 (Mac OS X 10.6) to 72 (macOS 26).
 */
import type { CallTree, ProcessSnapshot, ReportBody } from '../../report/body.ts';
import { EMPTY_BODY } from '../../report/body.ts';
import type { App, CrashReport, OperatingSystem, Process, ReportKind } from '../../report/report.ts';
import { parseVersionText } from '../../report/version-text.ts';
import { parseArch } from '../../report/arch.ts';
import { bugTypeKind } from '../bug-type.ts';
import { parseMoment } from '../moment.ts';
import { processArch } from '../process-arch.ts';
import { guessPlatform, parseSystem } from '../system.ts';
import { Warnings } from '../warnings.ts';
import { readCost } from './cost.ts';
import type { Envelope } from './crash-report.ts';
import { readException, readTermination, splitProcess } from './ending.ts';
import { kindOfEvent } from './event.ts';
import { ImagePool } from './image-pool.ts';
import type { ImageOwner, ImageScope } from './image-pool.ts';
import type { Label, Labels } from './labels.ts';
import { toLines } from './lines.ts';
import type { Line } from './lines.ts';
import { sortSpindump } from './spindump-parts.ts';
import type { ProcessText, SpindumpParts, TreeText } from './spindump-parts.ts';
import { joinNotes, threadLabel } from './thread-line.ts';
import { buildTree } from './tree.ts';
import type { WordsReader } from './tree.ts';
import { readTreeFrame } from './tree-line.ts';

/** Labels of the head that have a field of their own in the report, in lower case. */
export const TREE_FIELDS: ReadonlySet<string> = new Set([
  'date/time',
  'launch time',
  'os version',
  'report version',
  'incident identifier',
  'command',
  'path',
  'identifier',
  'version',
  'parent',
  'role',
  'pid',
  'hardware model',
  'beta identifier',
  'crashreporter key',
  'anonymous uuid',
  'beta',
  'exception type',
  'exception codes',
  'exception subtype',
  'exception message',
  'exception note',
  'termination signal',
  'termination reason',
  'termination description',
  'terminating process',
]);

const MAIN_QUEUE = 'com.apple.main-thread';

/** Whether the words of the report alone say that a tree is the one to look at. */
export function isPlainlyBlamed(
  tree: Pick<CallTree, 'title' | 'process' | 'pid' | 'threadId' | 'queue'>,
  kind: ReportKind,
  target: Pick<Process, 'name' | 'pid'>,
): boolean {
  if (tree.title?.startsWith('Heaviest stack') === true) return true;
  if (target.name === null && target.pid === null) return false;
  const ofTarget = target.pid === null || tree.pid === null ? tree.process === target.name : tree.pid === target.pid;
  if (!ofTarget) return false;
  if (kind === 'hang' || kind === 'spin') return tree.queue === MAIN_QUEUE;
  return tree.threadId === null && tree.title === null;
}

function readTarget(head: Labels, processes: readonly ProcessText[], appName: string | null): Process {
  const [only, another] = processes.filter(({ heading }) => heading !== null);
  const alone = another === undefined ? (only ?? null) : null;
  const name = head.value('Command') ?? alone?.heading?.name ?? appName;
  const pid = head.value('PID');
  const parent = splitProcess(head.value('Parent') ?? alone?.labels.value('Parent') ?? null);
  return {
    name,
    pid: pid !== null && /^\d{1,9}$/.test(pid) ? Number(pid) : (alone?.heading?.pid ?? null),
    path: head.value('Path') ?? alone?.labels.value('Path') ?? null,
    parent: parent.name,
    parentPid: parent.pid,
    role: head.value('Role'),
  };
}

function readOs(head: Labels): OperatingSystem {
  const os = parseSystem(head.value('OS Version'));
  return os.name === null && os.version?.startsWith('10.') === true ? { ...os, name: 'Mac OS X' } : os;
}

/** The order of version and build changed in spindumps before it did in crash reports: with that of iOS 13. */
const VERSION_FIRST = 29;

/** The system by which to tell the order of the two parts of a version. */
export function versionOrder(os: OperatingSystem, reportVersion: string | null): OperatingSystem {
  return Number.parseFloat(reportVersion ?? '') >= VERSION_FIRST ? { ...os, version: null } : os;
}

function readApp(head: Labels, process: Process, os: OperatingSystem, envelope: Envelope): App {
  const stated = parseVersionText(head.value('Version') ?? '', versionOrder(os, head.value('Report Version')));
  return {
    name: envelope.appName ?? process.name,
    bundleId: envelope.bundleId ?? head.value('Identifier'),
    version: envelope.version ?? stated.version,
    build: envelope.build ?? stated.build,
  };
}

function toFact({ label, value, below }: Label): readonly [label: string, value: string] {
  return [label, [value, ...below].join('\n')];
}

/** The head's other labels. Of two architectures the first is the machine's. */
function extrasOf(head: Labels): CrashReport['extras'] {
  const architectures = head.list.filter(({ label }) => label === 'Architecture');
  return head.list.flatMap((label) => {
    if (TREE_FIELDS.has(label.label.toLowerCase()) || label === architectures.at(-1)) return [];
    return [toFact(label)];
  });
}

function snapshotOf({ heading, labels, trees }: ProcessText): ProcessSnapshot | null {
  if (heading === null) return null;
  const noted = new Set(trees.flatMap(({ thread }) => (thread !== null && thread.notes.length > 0 ? thread : [])));
  const threads = [...noted].map(({ id, notes }) => [threadLabel(id), joinNotes(notes)] as const);
  return { ...heading, threads: [], facts: [...labels.list.map(toFact), ...threads] };
}

/** Reads the trees; each process by its own images. */
class Trees {
  readonly pool = new ImagePool();
  readonly #kind: ReportKind;
  readonly #target: Process;
  readonly #warnings: Warnings;
  readonly #readWords: WordsReader;
  readonly #scopes = new Map<ProcessText, ImageScope>();

  constructor(kind: ReportKind, target: Process, readWords: WordsReader, warnings: Warnings) {
    this.#kind = kind;
    this.#readWords = readWords;
    this.#target = target;
    this.#warnings = warnings;
  }

  isTarget({ heading }: ProcessText): boolean {
    const { name, pid } = this.#target;
    if (heading === null || (name === null && pid === null)) return true;
    return pid === null || heading.pid === null ? heading.name === name : heading.pid === pid;
  }

  addImages(processes: readonly ProcessText[]): void {
    for (const process of processes) {
      const scope = this.pool.add(process.images, this.#ownerOf(process), ({ text, number }) => {
        const words = text.trim().slice(0, 80);
        this.#warnings.add(`Line ${number} should be a binary image but could not be read: ${words}`, number);
      });
      this.#scopes.set(process, scope);
    }
  }

  #ownerOf(process: ProcessText): ImageOwner {
    const isTarget = this.isTarget(process);
    const own = { name: process.heading?.name ?? null, path: process.labels.value('Path') };
    const program = { ...(isTarget ? this.#target : own), uuid: process.labels.value('UUID') };
    return { program, loader: this.#target, isTarget };
  }

  #scopeOf(processes: readonly ProcessText[]): ImageScope {
    return processes.flatMap((process) => this.#scopes.get(process) ?? []);
  }

  heaviest(parts: SpindumpParts): readonly CallTree[] {
    const own = parts.processes.filter((process) => this.isTarget(process));
    const scope = this.#scopeOf(own.length === 0 ? parts.processes : own);
    const program = { ...this.#target, uuid: own[0]?.labels.value('UUID') ?? null };
    const toFrame = this.pool.reader(scope, { program, loader: this.#target, isTarget: true });
    const { name, pid } = this.#target;
    return parts.heaviest.map(({ title, lines }) => {
      const { frames, nodes } = buildTree(lines, 'path', this.#readWords, toFrame);
      const where = { title, process: name, pid, threadId: null, threadName: null, queue: null };
      return { ...where, attributed: true, unit: 'samples', frames, nodes };
    });
  }

  of(process: ProcessText, processes: readonly ProcessText[]): readonly CallTree[] {
    // A list whose process was cut off is better than none.
    const own = process.images.length > 0 ? [process] : processes.filter(({ heading }) => heading === null);
    const toFrame = this.pool.reader(this.#scopeOf(own), this.#ownerOf(process));
    return process.trees.map((tree) => this.#tree(tree, process, toFrame));
  }

  #tree(tree: TreeText, process: ProcessText, toFrame: Parameters<typeof buildTree>[3]): CallTree {
    const { title, thread, lines } = tree;
    const id = thread?.id ?? null;
    const where = {
      title: title ?? (id === null ? null : threadLabel(id)),
      process: process.heading?.name ?? null,
      pid: process.heading?.pid ?? null,
      threadId: id,
      threadName: thread?.name ?? null,
      queue: thread?.queue ?? null,
    };
    const attributed = thread?.attributed ?? isPlainlyBlamed(where, this.#kind, this.#target);
    return {
      ...where,
      attributed,
      unit: thread?.unit ?? 'samples',
      ...buildTree(lines, isWay(tree, process) ? 'path' : 'columns', this.#readWords, toFrame),
    };
  }
}

/** In how many samples a tree was seen, as the line or the labels above it say. */
function samplesOf({ thread }: TreeText, { labels }: ProcessText): number | null {
  const said = thread === null ? labels.value('Num samples', 'Microstackshots') : (thread.notes[0] ?? null);
  const samples = /^(\d{1,15})\b/.exec(said ?? '')?.[1];
  return samples === undefined ? null : Number(samples);
}

/** Whether lines in one column are a way from caller to callee, whose indentation was lost: together they would be too many. */
function isWay(tree: TreeText, process: ProcessText): boolean {
  const [first, second] = tree.lines;
  if (first === undefined || second === undefined) return false;
  const samples = samplesOf(tree, process);
  return (
    first.count !== null &&
    first.count === samples &&
    tree.lines.every(({ column, count }) => column === first.column && count === first.count)
  );
}

/** The bug type tells; where it names nothing that has trees, the event does. */
function kindOf(head: Labels, processes: readonly ProcessText[], bugType: string | null): ReportKind {
  const byType = bugType === null ? 'other' : bugTypeKind(bugType);
  if (!['other', 'crash', 'panic', 'jetsam'].includes(byType)) return byType;
  const event = head.value('Event');
  if (event !== null) return kindOfEvent(event) ?? 'spin';
  const source = head.value('Data Source');
  if (source !== null) return source.startsWith('Microstackshots') ? 'sample' : 'spin';
  // Without a head the words of microstackshots tell.
  return processes.some(({ labels }) => labels.find('Primary state', 'Microstackshots') !== null) ? 'sample' : 'spin';
}

function warnOfLoss(parts: SpindumpParts, body: ReportBody, warnings: Warnings): void {
  if (body.trees.length === 0) warnings.add('The report lists no stacks.');
  else if (parts.processes.every(({ images }) => images.length === 0)) {
    warnings.add('The report has no list of binary images: it was cut off, or only a part was copied.');
  }
}

const FAILURE = /^\s*Failure code::?\s*(?=\S)/i;
/** Lines above the head of a report of a Mac that did not sleep or wake. */
const MOST_ABOVE = 12;

/** What such a report says above its head, in words without labels, as labels of the head. */
function withPreface(lines: readonly Line[]): readonly Line[] {
  if (!lines.slice(0, MOST_ABOVE).some(({ text }) => FAILURE.test(text))) return lines;
  let reasons = 0;
  let above = true;
  return lines.map((line, index) => {
    const words = line.text.trim();
    if (words === '' || !above) return line;
    above = index < MOST_ABOVE && !/^(?:={5,}|Event:|Date\/Time:)/.test(words);
    if (!above) return line;
    if (FAILURE.test(words)) return { ...line, text: `Failure code: ${words.replace(FAILURE, '')}` };
    reasons += 1;
    return { ...line, text: `${reasons === 1 ? 'Reason' : 'Note'}: ${words}` };
  });
}

/** Reads the text. What a report of another shape would have, such as threads that crashed, stays empty. */
export function readSpindumpText(text: string, envelope: Envelope): CrashReport {
  const warnings = new Warnings();
  for (const problem of envelope.problems) warnings.add(problem);
  const parts = sortSpindump(withPreface(toLines(text, envelope.firstLine)), warnings);
  const kind = kindOf(parts.head, parts.processes, envelope.bugType);
  return reportOfTrees(parts, kind, readTreeFrame, envelope, warnings);
}

/** The report that sorted lines of trees are. */
export function reportOfTrees(
  parts: SpindumpParts,
  kind: ReportKind,
  readWords: WordsReader,
  envelope: Envelope,
  warnings: Warnings,
): CrashReport {
  const { head, processes } = parts;
  const process = readTarget(head, processes, envelope.appName);
  const os = readOs(head);
  const trees = new Trees(kind, process, readWords, warnings);
  trees.addImages(processes);
  const body: ReportBody = {
    ...EMPTY_BODY,
    trees: [...trees.heaviest(parts), ...processes.flatMap((one) => trees.of(one, processes))],
    processes: processes.flatMap((one) => snapshotOf(one) ?? []),
    cost: readCost(head, kind),
  };
  warnOfLoss(parts, body, warnings);
  const images = trees.pool.list;
  const architecture = head.values('Architecture').at(-1) ?? null;
  const key = head.value('CrashReporter Key', 'Beta Identifier', 'Anonymous UUID');
  return {
    kind,
    format: envelope.format,
    bugType: envelope.bugType,
    incident: (head.value('Incident Identifier') ?? envelope.incident)?.toUpperCase() ?? null,
    process,
    app: readApp(head, process, os, envelope),
    os,
    platform: guessPlatform(os, process.path, process.parent),
    device: head.value('Hardware model', 'Hardware Model'),
    codeType: architecture,
    arch: processArch(process, images, architecture) ?? (architecture === null ? null : parseArch(architecture)),
    deviceKey: key,
    beta: envelope.beta || head.value('Beta') === 'YES' || head.find('Beta Identifier') !== null,
    crashedAt: parseMoment(head.value('Date/Time')),
    launchedAt: parseMoment(head.value('Launch Time')),
    reportVersion: head.value('Report Version'),
    exception: readException(head),
    termination: readTermination(head),
    vmRegion: null,
    appInformation: [],
    crashedThread: null,
    threads: [],
    lastException: null,
    backtraces: [],
    images,
    notes: [],
    extras: extrasOf(head),
    body,
    warnings: warnings.list(),
  };
}
