/**
 * What the library remembers of the addresses of one report. Symbolication asks for it while it runs and cannot wait, so
 * all that it may ask for is fetched before: each frame's offset, and the byte before it, which is looked up for return
 * addresses.
 */
import { parseInteger, toHex, toImageOffset } from '../../shared/report/address.ts';
import type { ImageOffset } from '../../shared/report/address.ts';
import type { CrashReport, Frame } from '../../shared/report/report.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Resolved } from '../store/resolved.ts';
import type { Answer } from '../symbols/engine.ts';
import type { SymbolIndex } from '../symbols/index.ts';
import type { AnswerMemo } from '../symbols/symbolicate.ts';
import { decodeAnswer, encodeAnswer } from './answers.ts';
import type { Question } from './protocol.ts';

type Wanted = Extract<Question, { kind: 'recall' }>['wanted'];

/** A memo for one report, and what it learned that the library does not know yet. */
export interface ReportMemory extends AnswerMemo {
  readonly learned: readonly Resolved[];
}

function* framesOf(report: CrashReport): Generator<Frame> {
  for (const { frames } of report.threads) yield* frames;
  if (report.lastException !== null) yield* report.lastException;
  for (const { frames } of report.backtraces) yield* frames;
}

function offsetsToRecall(report: CrashReport, index: SymbolIndex): Wanted {
  const wanted = new Map<Uuid, Set<string>>();
  for (const { image, imageOffset } of framesOf(report)) {
    const binary = image === null ? undefined : report.images[image];
    if (!binary || binary.uuid === null || imageOffset === null) continue;
    if (!binary.inApp && index.find(binary.uuid) === null) continue;
    const offsets = wanted.get(binary.uuid) ?? new Set();
    wanted.set(binary.uuid, offsets.add(toHex(imageOffset)));
    if (imageOffset > 0n) offsets.add(toHex(imageOffset - 1n));
  }
  return [...wanted].map(([uuid, offsets]) => ({ uuid, offsets: [...offsets] }));
}

function group(resolved: readonly Resolved[]): Map<Uuid, Map<ImageOffset, Answer>> {
  const known = new Map<Uuid, Map<ImageOffset, Answer>>();
  for (const { uuid, address, answer } of resolved) {
    const [offset, decoded] = [parseInteger(address), decodeAnswer(answer)];
    if (offset === null || decoded === null) continue;
    const answers = known.get(uuid) ?? new Map<ImageOffset, Answer>();
    known.set(uuid, answers.set(toImageOffset(offset), decoded));
  }
  return known;
}

/** Fetches what is remembered of the report's addresses. */
export async function recallReport(
  report: CrashReport,
  index: SymbolIndex,
  recall: (wanted: Wanted) => Promise<readonly Resolved[]>,
): Promise<ReportMemory> {
  const wanted = offsetsToRecall(report, index);
  const known = group(wanted.length === 0 ? [] : await recall(wanted));
  const learned: Resolved[] = [];
  return {
    learned,
    recall(uuid, offsets) {
      const answers = known.get(uuid);
      const found = new Map<ImageOffset, Answer>();
      for (const offset of offsets) {
        const answer = answers?.get(offset);
        if (answer) found.set(offset, answer);
      }
      return found;
    },
    keep(uuid, answers) {
      for (const [offset, answer] of answers) {
        const text = encodeAnswer(answer);
        if (text !== null) learned.push({ uuid, address: toHex(offset), answer: text });
      }
    },
  };
}
