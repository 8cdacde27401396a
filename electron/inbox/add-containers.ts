/**
 * Imports what packs other files: archives, and folders whose files belong together. What comes out of one is read in
 * batches while the next is unpacked; when all of it is there, feedback and counts find the reports that they are about.
 */
import type { Fault } from '../../shared/result.ts';
import { expand } from '../containers/expand.ts';
import type { Packed } from '../containers/expand.ts';
import { Scratch } from '../containers/scratch.ts';
import { addItems, readingProgress } from './add-items.ts';
import { keepWebFeedback } from './appstore/web-feedback.ts';
import { Gathering } from './gathering.ts';
import type { ImportJob } from './import-job.ts';
import type { Library } from './library.ts';
import { keepPoints } from './points.ts';
import type { StudyItem } from './protocol.ts';
import { indexSymbols } from './symbols.ts';
import { ImportTally } from './tally.ts';

/** Something to be taken apart. */
export interface Container {
  readonly packed: Packed;
  /** As people call it. */
  readonly name: string;
  /** Somebody gave it; others merely lay in a folder. */
  readonly isNamed: boolean;
}

/** Things that are read together, and bytes after which no more are. */
const [MOST_ITEMS, MOST_BYTES] = [256, 16 * 1024 ** 2];

const EMPTY: Fault = { kind: 'not-a-report', message: 'There is no report in it, and no dSYM.' };

/** One container under way. */
class Unpacking {
  readonly #library: Library;
  readonly #job: ImportJob;
  readonly #tally: ImportTally;
  readonly gathering = new Gathering();
  #batch: StudyItem[] = [];
  #bytes = 0;
  #reading: Promise<unknown> = Promise.resolve();
  /** Things that were read so far. */
  #count = 0;

  constructor(library: Library, job: ImportJob, tally: ImportTally) {
    this.#library = library;
    this.#job = job;
    this.#tally = tally;
  }

  /** Takes things in; waits where they come faster than they are read. */
  async take(items: readonly StudyItem[]): Promise<void> {
    for (const item of items) {
      this.#batch.push(item);
      this.#bytes += item.source.kind === 'bytes' ? item.source.bytes.length : 0;
      if (this.#batch.length >= MOST_ITEMS || this.#bytes >= MOST_BYTES) await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    await this.#reading;
    const items = this.#batch;
    [this.#batch, this.#bytes] = [[], 0];
    const progress = readingProgress(this.#library, this.#job, null, this.#count);
    this.#count += items.length;
    const options = { tally: this.#tally, gathering: this.gathering, progress };
    this.#reading = addItems(this.#library, this.#job, items, options);
    // It is waited for later; until then a failure must not count as one that nobody hears of.
    this.#reading.catch(() => null);
  }

  /** Resolves when all is read. */
  async finish(): Promise<void> {
    await this.take(this.gathering.rest());
    await this.#flush();
    await this.#reading;
  }
}

async function addUnpackedSymbols(
  library: Library,
  job: ImportJob,
  paths: readonly string[],
  tally: ImportTally,
): Promise<void> {
  if (paths.length === 0) return;
  const { added, faults } = await indexSymbols(library, paths, job);
  tally.indexed(added);
  for (const { file, fault } of faults) tally.refused(file, fault);
}

async function addContainer(library: Library, job: ImportJob, container: Container, all: ImportTally): Promise<void> {
  const { packed, name, isNamed } = container;
  const [scratch, tally] = [new Scratch(), new ImportTally()];
  const unpacking = new Unpacking(library, job, tally);
  const symbols = new Set<string>();
  try {
    for await (const one of expand(packed, name, { scratch, signal: job.signal })) {
      if (job.signal.aborted) break;
      if (one.kind === 'refused') tally.refused(one.name, one.fault);
      // Zips that were given were looked through for symbols before.
      else if (one.kind === 'symbols') symbols.add(one.path);
      else await unpacking.take(unpacking.gathering.take(one));
    }
    await unpacking.finish();
    const { feedback, points } = unpacking.gathering;
    if (!job.signal.aborted) {
      for (const one of feedback) await keepWebFeedback(library, one, job.sample);
      if (!job.sample) keepPoints(library, points);
    }
    tally.gotFeedback(feedback.length);
    tally.forgetPassed();
    const isEmpty = tally.isEmpty && symbols.size === 0 && !job.signal.aborted;
    if (isEmpty && isNamed) tally.refused(name, EMPTY);
    else if (isEmpty) tally.passedOver();
    if (packed.kind === 'file') symbols.delete(packed.path);
    await addUnpackedSymbols(library, job, [...symbols], tally);
  } finally {
    await scratch.close();
    all.join(tally);
    if (packed.kind !== 'files') all.unpacked(name, tally.reports);
  }
}

/** Takes containers apart, one after the other, and adds what they hold. */
export async function addContainers(
  library: Library,
  job: ImportJob,
  containers: readonly Container[],
  tally: ImportTally,
): Promise<void> {
  for (const container of containers) {
    if (job.signal.aborted) return;
    await addContainer(library, job, container, tally);
  }
}
