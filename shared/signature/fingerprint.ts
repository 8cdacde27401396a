/**
 * The signature of a report: which group it belongs to, and why.
 *
 * The fingerprint holds: the app, the kind of end, and the frames that decide (by image and normalised name, or by UUID and
 * offset while they have none). It does not hold versions, systems, devices, addresses, thread numbers or lines: the same
 * fault stays in its group over all of these.
 */
import { assertNever } from '../assert.ts';
import { toHex } from '../report/address.ts';
import type { CrashReport, FrameStatus } from '../report/report.ts';
import { allFrames } from '../report/stacks.ts';
import { blame, type Blame, type BlamedLine, type BlamedStack } from './blame.ts';
import { endOf, labelOfEnd } from './end.ts';
import { explain } from './explain.ts';
import type { Explanation, GroupingRule } from './explanation.ts';
import { familyOf } from './families/index.ts';
import type { Family } from './families/family.ts';
import { digest } from './hash.ts';
import type { Meaning } from './meaning.ts';
import { watchdogName } from './meanings/kill-codes.ts';
import type { SymbolStatus } from './symbol-status.ts';
import { titleOf } from './title.ts';

/** Raised whenever the same report would get another id: a library that holds older ids must group again. */
export const SIGNATURE_VERSION = 1;

export interface Signature {
  /** `sig1-` and 26 characters: equal for equal crashes, on every system. */
  readonly id: string;
  /** `UserManager.currentUser.getter`; `Harbor + 0x4a1c8` while it waits for symbols. */
  readonly title: string;
  /** `EXC_BAD_ACCESS · null pointer + 0x10` */
  readonly subtitle: string;
  readonly explanation: Explanation;
  /** `frame` is the index in `flatten(frames of the stack)`; null where no frame is to blame. */
  readonly blamed: { readonly stack: BlamedStack | null; readonly frame: number | null };
  readonly symbols: SymbolStatus;
}

function awaitsSymbols(status: FrameStatus): boolean {
  return status === 'missing-dsym' || status === 'uuid-mismatch';
}

/** `Harbor + 0x4a1c8`, or the name. */
function shown({ line, image, normalised }: BlamedLine): string {
  if (line.symbol !== null && normalised !== null) return titleOf(line.symbol, image);
  return `${image ?? '???'} + ${toHex(line.imageOffset ?? 0n)}`;
}

/** What of a frame goes into the fingerprint. */
function token(report: CrashReport, { line, image, normalised }: BlamedLine): readonly string[] {
  if (normalised !== null) return ['name', image ?? '', normalised];
  const uuid = line.image === null ? null : (report.images[line.image]?.uuid ?? null);
  return ['offset', uuid ?? image ?? '', toHex(line.imageOffset ?? 0n)];
}

function ruleOf({ deciding }: Blame): GroupingRule {
  if (deciding.length === 0) return 'termination';
  return deciding.some(({ normalised }) => normalised === null) ? 'addresses' : 'frames';
}

/** The stack's name, as a label and inside a sentence. */
function nameStack(report: CrashReport, stack: BlamedStack | null): readonly [label: string, inSentence: string] {
  if (stack === null) return ['None', 'a stack'];
  switch (stack.kind) {
    case 'last-exception':
      return ['Last exception backtrace', 'the last exception backtrace'];
    case 'backtrace': {
      const title = report.backtraces[stack.index]?.title ?? 'Backtrace';
      return [title, title];
    }
    case 'thread': {
      const thread = report.threads[stack.index];
      const name = `Thread ${thread?.index ?? stack.index}`;
      if (report.crashedThread === stack.index || thread?.triggered === true)
        return [`${name}, crashed`, 'the crashed thread'];
      if (thread?.queue === 'com.apple.main-thread') return [`${name}, main`, 'the main thread'];
      return [name, name.toLowerCase()];
    }
    default:
      return assertNever(stack);
  }
}

const COUNTS = ['no frames', 'first frame', 'first two frames', 'first three frames'] as const;

function count(lines: readonly unknown[]): string {
  return COUNTS[lines.length] ?? `first ${lines.length} frames`;
}

/** One sentence for people. */
function sentenceOf(report: CrashReport, blamed: Blame, rule: GroupingRule, stack: string): string {
  const { deciding, scope } = blamed;
  const images = new Set(deciding.map(({ image }) => image));
  const owner = images.size === 1 ? (deciding[0]?.image ?? 'the app') : 'the app';
  const place = `of ${owner} in ${stack}`;
  const waits = deciding.some(({ line, normalised }) => normalised === null && awaitsSymbols(line.status));
  if (rule === 'termination') return 'Grouped by the kind of end alone: the report has no usable stack';
  if (rule === 'addresses') {
    const until = waits ? ', until a dSYM gives them names' : '';
    const whose = scope === 'system' ? `in ${stack}` : place;
    return `Grouped by image UUID and offset of the ${count(deciding)} ${whose}${until}`;
  }
  switch (scope) {
    case 'app':
      return `Grouped by the ${count(deciding)} ${place}`;
    case 'recursion':
      return `Grouped by the recursion ${place}`;
    case 'system':
      return `Grouped by the ${count(deciding)} that ${deciding.length === 1 ? 'means' : 'mean'} anything in ${stack}: no frame of ${report.process.name ?? 'the app'} decides`;
    case 'none':
      return 'Grouped by the kind of end alone: the report has no usable stack';
    default:
      return assertNever(scope);
  }
}

function explainGrouping(report: CrashReport, blamed: Blame, family: Family | null): Explanation {
  const rule = ruleOf(blamed);
  const [label, inSentence] = family?.stack ?? nameStack(report, blamed.stack);
  if (family !== null && rule === 'termination') {
    return { rule: 'reason', stack: label, sentence: family.sentence, frames: [], skipped: [] };
  }
  return {
    rule,
    stack: label,
    sentence: sentenceOf(report, blamed, rule, inSentence),
    frames: blamed.deciding.map((line) => ({
      image: line.image,
      normalised: line.normalised ?? token(report, line).slice(1).join(' + '),
      symbol: line.normalised === null ? null : line.line.symbol,
    })),
    skipped: blamed.skipped,
  };
}

function symbolStatus(report: CrashReport, { deciding }: Blame): SymbolStatus {
  if (deciding.some(({ line, normalised }) => normalised === null && awaitsSymbols(line.status))) return 'waiting';
  for (const { location, status } of allFrames(report)) {
    if (location === null && awaitsSymbols(status)) return 'partial';
  }
  return 'complete';
}

/** `no dSYM for build 405`, of the first frame that decides and waits. */
function waitingFor(report: CrashReport, { deciding }: Blame): string {
  const waiting = deciding.find(({ line, normalised }) => normalised === null && awaitsSymbols(line.status));
  const image = waiting?.image ?? null;
  const none = waiting?.line.status === 'uuid-mismatch' ? 'no matching dSYM' : 'no dSYM';
  if (image !== null && image !== report.process.name) return `${none} for ${image}`;
  return report.app.build === null ? none : `${none} for build ${report.app.build}`;
}

function titleFor(report: CrashReport, blamed: Blame, meaning: Meaning): string {
  const first = blamed.deciding[0];
  if (first === undefined) return meaning.title;
  const watchdog = watchdogName(report);
  return watchdog === null ? shown(first) : `${watchdog}: ${shown(first)}`;
}

/** What the fingerprint of a crash is made of. */
function crashParts(report: CrashReport, blamed: Blame): readonly string[] {
  const app = report.app.bundleId ?? report.process.name ?? report.app.name ?? '';
  return [app, endOf(report), blamed.scope];
}

/** What that of another family is made of: its kind comes first, so that a hang is never a crash. */
function familyParts(report: CrashReport, { owner, tokens, blamed }: Family): readonly string[] {
  return [`kind ${report.kind}`, owner, ...tokens, blamed.scope];
}

/** The signature of a report. Pure: equal reports have equal signatures, whatever their addresses. */
export function sign(report: CrashReport): Signature {
  const family = familyOf(report);
  const blamed = family?.blamed ?? blame(report);
  const [first] = blamed.deciding;
  const symbols = symbolStatus(report, blamed);
  const own = family === null ? crashParts(report, blamed) : familyParts(report, family);
  const parts = [...own, ...blamed.deciding.flatMap((line) => token(report, line))];
  const meaning = explain(report);
  const waits = symbols === 'waiting' ? waitingFor(report, blamed) : null;
  const because =
    family === null ? [labelOfEnd(report), waits ?? meaning.short] : [family.label, family.measure, waits];
  const title = family === null ? titleFor(report, blamed, meaning) : first === undefined ? family.title : shown(first);
  return {
    id: `sig${SIGNATURE_VERSION}-${digest([String(SIGNATURE_VERSION), ...parts])}`,
    title,
    subtitle: because.filter((part) => part !== null && part !== '').join(' · '),
    explanation: explainGrouping(report, blamed, family),
    blamed: { stack: blamed.stack, frame: first?.line.index ?? null },
    symbols,
  };
}
