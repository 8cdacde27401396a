/** One diagnostic of MetricKit as a report. */
import { EMPTY_BODY } from '../../report/body.ts';
import type { CallTree, ReportBody } from '../../report/body.ts';
import type { CrashReport, Frame, ReportFormat, ReportKind, Thread } from '../../report/report.ts';
import { objectOf, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { processArch } from '../process-arch.ts';
import type { Warnings } from '../warnings.ts';
import { appBinary } from './app-name.ts';
import { kindOf, readCost } from './cost.ts';
import { readException, readRegion, readTermination } from './ending.ts';
import { treeOf } from './find.ts';
import type { Found } from './find.ts';
import { readForest } from './forest.ts';
import type { Forest } from './forest.ts';
import { Images } from './images.ts';
import { areChains, areThreads, readThreads, readTrees } from './stacks.ts';
import { metaOf, readSubject } from './subject.ts';

/** What the call stacks of a diagnostic are, when nothing else tells its kind. */
function kindByShape(forest: Forest): ReportKind {
  return areThreads(forest) ? 'crash' : 'sample';
}

interface Stacks {
  readonly threads: readonly Thread[];
  readonly crashedThread: number | null;
  readonly trees: readonly CallTree[];
}

function readStacks(kind: ReportKind, forest: Forest, images: Images, warnings: Warnings): Stacks {
  const plain = kind === 'crash' || kind === 'resource';
  if (!plain || !(areThreads(forest) || areChains(forest))) {
    return { threads: [], crashedThread: null, trees: readTrees(forest, images, warnings) };
  }
  return { ...readThreads(forest, images, warnings), trees: [] };
}

/** Stacks with their outermost frame last, the one to blame first. */
function stacksOf({ threads, crashedThread, trees }: Stacks): readonly (readonly Frame[])[] {
  const crashed = crashedThread === null ? [] : [threads[crashedThread]?.frames ?? []];
  const ways = trees.map((tree) =>
    tree.nodes.slice(0, 2).flatMap(({ frame, depth }, index) => (depth === index ? (tree.frames[frame] ?? []) : [])),
  );
  return [...crashed, ...threads.map(({ frames }) => frames), ...ways.map((frames) => frames.toReversed())];
}

/** `signpostData`: what the app itself marked before it happened. */
function signpostFacts(said: JsonObject): readonly (readonly [string, string])[] {
  const records = Array.isArray(said['signpostData']) ? said['signpostData'].slice(0, 100) : [];
  return records.flatMap((value): readonly (readonly [string, string])[] => {
    const record = objectOf(value);
    const name = textOf(record['name']);
    if (name === null) return [];
    const parts = [textOf(record['category']), textOf(record['beginTimeStamp']), textOf(record['duration'])];
    return [[`Signpost ${name}`, parts.filter((part) => part !== null).join(', ')]];
  });
}

function bodyOf(kind: ReportKind, trees: readonly CallTree[], said: JsonObject): ReportBody | null {
  const body: ReportBody = { ...EMPTY_BODY, trees, cost: readCost(kind, said), facts: signpostFacts(said) };
  return kind === 'crash' && trees.length + body.facts.length === 0 ? null : body;
}

/** Reads one diagnostic. */
export function readDiagnostic(
  { kind: named, diagnostic, payload }: Found,
  format: ReportFormat,
  warnings: Warnings,
): CrashReport {
  const said = { ...metaOf(diagnostic, payload), ...diagnostic };
  const subject = readSubject(diagnostic, payload);
  const forest = readForest(treeOf(diagnostic), warnings);
  const kind = named ?? kindOf(said) ?? kindByShape(forest);
  const images = new Images(forest.names, subject.arch, warnings);
  for (const { nodes } of forest.stacks) for (const { raw } of nodes) images.learn(raw);
  const stacks = readStacks(kind, forest, images, warnings);
  if (forest.stacks.every(({ nodes }) => nodes.length === 0)) warnings.add('The diagnostic has no call stacks.');
  const { app, pid, extras, ...rest } = subject;
  const name = appBinary(app, images.list, stacksOf(stacks));
  const ended = kind === 'crash' || kind === 'resource';
  const process = { name, pid, path: null, parent: null, parentPid: null, role: null };
  return {
    ...rest,
    kind,
    format,
    arch: processArch(process, images.list, subject.codeType),
    bugType: null,
    incident: null,
    process,
    app: { ...app, name },
    deviceKey: null,
    launchedAt: null,
    reportVersion: null,
    exception: ended ? readException(said) : null,
    termination: ended ? readTermination(said) : null,
    vmRegion: readRegion(said),
    appInformation: [],
    crashedThread: stacks.crashedThread,
    threads: stacks.threads,
    lastException: null,
    backtraces: [],
    images: images.list,
    notes: [],
    extras,
    body: bodyOf(kind, stacks.trees, said),
    warnings: warnings.list(),
  };
}
