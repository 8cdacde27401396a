/**
 * What the library remembers of the addresses of one report. Symbolication asks for it while it runs and cannot wait, so
 * all that it may ask for is fetched before: each frame's offset, and the byte before it, which is looked up for return
 * addresses.
 */
import { parseInteger, toHex, toImageOffset } from '../../shared/report/address.ts';
import type { ImageOffset } from '../../shared/report/address.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Resolved } from '../store/resolved.ts';
import type { Answer } from '../symbols/engine.ts';
import type { SymbolIndex } from '../symbols/index.ts';
import type { AnswerMemo } from '../symbols/symbolicate.ts';
import { decodeAnswer, encodeAnswer } from './answers.ts';
import { allFrames } from '../../shared/report/stacks.ts';
import type { Question } from './protocol.ts';
import type { Bench } from './study.ts';

type Wanted = Extract<Question, { kind: 'recall' }>['wanted'];

/** A memo for one report, and what it learned that the library does not know yet. */
export interface ReportMemory extends AnswerMemo {
  readonly learned: readonly Resolved[];
}

/** What was met so far: what a build has at an offset never changes. Bounded; full, it starts anew. */
export class KnownAnswers {
  readonly #limit: number;
  readonly #answers = new Map<Uuid, Map<ImageOffset, Answer>>();
  /** Builds of which the library was asked whether it remembers anything. */
  readonly #remembered = new Map<Uuid, boolean>();
  #size = 0;

  constructor(limit = 200_000) {
    this.#limit = limit;
  }

  get(uuid: Uuid, offset: ImageOffset): Answer | undefined {
    return this.#answers.get(uuid)?.get(offset);
  }

  /** Whether the library remembers anything of a build; undefined where nobody asked yet. */
  isRemembered(uuid: Uuid): boolean | undefined {
    return this.#remembered.get(uuid);
  }

  noteRemembered(uuid: Uuid, isRemembered: boolean): void {
    if (this.#remembered.size >= this.#limit) this.#remembered.clear();
    this.#remembered.set(uuid, isRemembered);
  }

  /** Other symbols are indexed: of other builds something may be remembered from now on. */
  forgetRemembered(): void {
    this.#remembered.clear();
  }

  set(uuid: Uuid, offset: ImageOffset, answer: Answer): void {
    if (this.#size >= this.#limit) {
      this.#answers.clear();
      this.#size = 0;
    }
    const answers = this.#answers.get(uuid) ?? new Map<ImageOffset, Answer>();
    if (!answers.has(offset)) this.#size += 1;
    this.#answers.set(uuid, answers.set(offset, answer));
  }
}

/** Offsets that symbolication may look up: the frame's, and that of the byte before it. */
function offsetsOf(imageOffset: ImageOffset): readonly ImageOffset[] {
  return imageOffset > 0n ? [imageOffset, toImageOffset(imageOffset - 1n)] : [imageOffset];
}

/** Asks, once for each build, whether there is anything to be recalled; answers whether there is for any of the report's. */
async function askRemembered({ images }: CrashReport, met: KnownAnswers, ask: Bench['ask']): Promise<boolean> {
  let isAny = false;
  const unknown: Uuid[] = [];
  for (const { uuid } of images) {
    if (uuid === null) continue;
    const isRemembered = met.isRemembered(uuid);
    if (isRemembered === undefined) unknown.push(uuid);
    else isAny ||= isRemembered;
  }
  if (unknown.length === 0) return isAny;
  const remembered = new Set(await ask({ kind: 'remembered', uuids: unknown }));
  for (const uuid of unknown) met.noteRemembered(uuid, remembered.has(uuid));
  return isAny || remembered.size > 0;
}

function offsetsToRecall(report: CrashReport, index: SymbolIndex, met: KnownAnswers): Wanted {
  const wanted = new Map<Uuid, Set<string>>();
  for (const { image, imageOffset, location } of allFrames(report)) {
    const binary = image === null ? undefined : report.images[image];
    if (!binary || binary.uuid === null || imageOffset === null) continue;
    const { uuid } = binary;
    if (met.isRemembered(uuid) === false) continue;
    const entry = index.find(uuid);
    const isIndexed = entry !== null;
    // Of the system only addresses are looked up, unless somebody has its debug information.
    if (!binary.inApp && location !== null && entry?.hasDebug !== true) continue;
    const offsets = offsetsOf(imageOffset);
    // Only one of the two is looked up, and should it be the other, there is a file to ask.
    if (isIndexed && offsets.some((offset) => met.get(uuid, offset) !== undefined)) continue;
    const unknown = wanted.get(uuid) ?? new Set();
    for (const offset of offsets) unknown.add(toHex(offset));
    wanted.set(uuid, unknown);
  }
  return [...wanted].map(([uuid, offsets]) => ({ uuid, offsets: [...offsets] }));
}

/**
 * Fetches what is remembered of the report's addresses and was not met before. `remembersAny`: whether the library remembers
 * anything at all.
 */
export async function recallReport(
  report: CrashReport,
  index: SymbolIndex,
  { known: met, ask }: Pick<Bench, 'known' | 'ask'>,
  remembersAny: boolean,
): Promise<ReportMemory> {
  const isAny = remembersAny && (await askRemembered(report, met, ask));
  const wanted = isAny ? offsetsToRecall(report, index, met) : [];
  for (const { uuid, address, answer } of wanted.length === 0 ? [] : await ask({ kind: 'recall', wanted })) {
    const [offset, decoded] = [parseInteger(address), decodeAnswer(answer)];
    if (offset !== null && decoded !== null) met.set(uuid, toImageOffset(offset), decoded);
  }
  const learned: Resolved[] = [];
  return {
    learned,
    remembers: (uuid) => met.isRemembered(uuid) ?? remembersAny,
    recall(uuid, offsets) {
      const found = new Map<ImageOffset, Answer>();
      for (const offset of offsets) {
        const answer = met.get(uuid, offset);
        if (answer) found.set(offset, answer);
      }
      return found;
    },
    keep(uuid, answers) {
      for (const [offset, answer] of answers) {
        const text = encodeAnswer(answer);
        if (text === null) continue;
        learned.push({ uuid, address: toHex(offset), answer: text });
        met.set(uuid, offset, answer);
        met.noteRemembered(uuid, true);
      }
    },
  };
}
