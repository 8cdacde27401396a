/**
 * A few worker threads, and the queue before them. Each worker takes few tasks of each lane at a time: batches of reports,
 * a folder to look through, and what somebody waits for in front of a window. So an import never delays a click.
 *
 * A worker that dies, runs out of memory or shows no sign of life fails the tasks it had, and no others; another takes
 * its place when there is work.
 */
import type { Worker } from 'node:worker_threads';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import { startThread } from '../symbols/thread.ts';
import { isFromWorker } from './protocol.ts';
import type {
  FromWorker,
  Question,
  QuestionAnswer,
  Task,
  TaskAnswer,
  TaskAnswers,
  ToWorker,
  WorkerSettings,
} from './protocol.ts';

export interface PoolOptions {
  readonly workerUrl: URL;
  readonly size: number;
  readonly settings: WorkerSettings;
  /** Answers what workers ask. A throw becomes the end of the task that asked. */
  readonly answer: (question: Question) => Promise<QuestionAnswer>;
  /** Milliseconds without a sign of life after which a worker that has work is given up. */
  readonly patience?: number;
}

/** Tasks that may wait; whoever queues more does not wait for answers, which is a fault of ours. */
const MAX_QUEUE = 10_000;
const PATIENCE = 180_000;
/** Heap of one worker in MB: a report that needs more ends its worker, not the host. */
const MAX_HEAP = 2048;
/** MB for what is young in it, of which a third is in use: the less, the more often what is being read is moved about. */
const YOUNG_HEAP = 24;

const CANCELLED: Fault = { kind: 'cancelled', message: 'It was cancelled.' };

type Lane = 'batch' | 'scan' | 'prompt';

/** Tasks of a lane that one worker takes at a time: while one batch waits for the disk or the host, the other is read. */
const ABREAST: Readonly<Record<Lane, number>> = { batch: 4, scan: 1, prompt: 1 };

interface Job {
  readonly number: number;
  readonly task: Task;
  readonly lane: Lane;
  readonly settle: (result: Result<TaskAnswer>) => void;
  /** It was under way in a worker that died. */
  wasLost: boolean;
}

interface Member {
  readonly worker: Worker;
  readonly jobs: Map<number, Job>;
  lastSign: number;
}

function laneOf(task: Task): Lane {
  switch (task.kind) {
    case 'study':
    case 'export':
      return 'batch';
    case 'scan':
      return 'scan';
    case 'show':
    case 'render':
      return 'prompt';
  }
}

function isAnswerOf<Kind extends Task['kind']>(
  kind: Kind,
  answer: TaskAnswer,
): answer is Extract<TaskAnswer, { kind: Kind }> & { readonly value: TaskAnswers[Kind] } {
  return answer.kind === kind;
}

export class Pool {
  readonly #options: PoolOptions;
  readonly #members = new Set<Member>();
  readonly #queue: Job[] = [];
  readonly #watch: NodeJS.Timeout;
  #symbols: readonly SymbolEntry[] = [];
  #numbers = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#watch = setInterval(() => this.#giveUpSilent(), Math.min(5000, options.patience ?? PATIENCE));
    this.#watch.unref();
    // One is started at once: the first file that is dropped should not wait for it.
    this.#start();
  }

  /** Batches that all workers together take at a time. */
  get batches(): number {
    return this.#options.size * ABREAST.batch;
  }

  /** Runs a task. The result is a fault where the worker died (`unexpected`) or the signal ended it (`cancelled`). */
  run<Kind extends Task['kind']>(
    task: Extract<Task, { kind: Kind }>,
    signal?: AbortSignal,
  ): Promise<Result<TaskAnswers[Kind]>> {
    return new Promise((resolve) => {
      if (this.#isClosed || signal?.aborted) return resolve(fail(CANCELLED));
      if (this.#queue.length >= MAX_QUEUE) {
        return resolve(
          fail({ kind: 'library-busy', message: 'Too much is waiting to be done.', remedy: { kind: 'retry' } }),
        );
      }
      const number = this.#numbers++;
      const cancel = (): void => this.#cancel(number);
      signal?.addEventListener('abort', cancel, { once: true });
      const settle = (result: Result<TaskAnswer>): void => {
        signal?.removeEventListener('abort', cancel);
        if (!result.ok) resolve(result);
        else if (isAnswerOf<Kind>(task.kind, result.value)) resolve(ok(result.value.value));
        else resolve(fail({ kind: 'unexpected', message: 'A worker answered another question.' }));
      };
      this.#queue.push({ number, task, lane: laneOf(task), settle, wasLost: false });
      this.#assign();
    });
  }

  /** Tells all workers, also later ones, which symbols there are. */
  setSymbols(entries: readonly SymbolEntry[]): void {
    this.#symbols = entries;
    for (const member of this.#members) this.#tell(member, { type: 'symbols', entries });
  }

  /** Ends all workers; what was under way is cancelled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    for (const job of this.#queue.splice(0)) job.settle(fail(CANCELLED));
    const members = [...this.#members];
    for (const member of members) this.#lose(member, CANCELLED);
    await Promise.all(members.map(({ worker }) => worker.terminate()));
  }

  #start(): Member {
    const { workerUrl, settings } = this.#options;
    const worker = startThread(workerUrl, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP, maxYoungGenerationSizeMb: YOUNG_HEAP },
    });
    const member: Member = { worker, jobs: new Map(), lastSign: Date.now() };
    this.#members.add(member);
    worker.on('message', (message: unknown) => {
      if (isFromWorker(message)) this.#hear(member, message);
    });
    worker.on('error', (thrown: unknown) => this.#lose(member, crashed(messageOf(thrown))));
    worker.on('exit', (code) => this.#lose(member, crashed(`exit code ${code}`)));
    // An idle pool must not keep a command line from ending.
    worker.unref();
    this.#tell(member, { type: 'symbols', entries: this.#symbols });
    return member;
  }

  #tell(member: Member, message: ToWorker): void {
    member.worker.postMessage(message);
  }

  #assign(): void {
    for (const job of this.#queue.splice(0)) {
      const member = this.#freeMember(job.lane);
      if (!member) {
        this.#queue.push(job);
        continue;
      }
      if (member.jobs.size === 0) member.lastSign = Date.now();
      member.jobs.set(job.number, job);
      member.worker.ref();
      this.#tell(member, { type: 'task', number: job.number, task: job.task });
    }
  }

  #freeMember(lane: Lane): Member | null {
    const inLane = ({ jobs }: Member): number => [...jobs.values()].filter((job) => job.lane === lane).length;
    const free = [...this.#members].filter((member) => inLane(member) < ABREAST[lane]);
    const idle = free.find(({ jobs }) => jobs.size === 0);
    if (idle) return idle;
    if (this.#members.size < this.#options.size) return this.#start();
    return free.toSorted((left, right) => inLane(left) - inLane(right))[0] ?? null;
  }

  #hear(member: Member, message: FromWorker): void {
    member.lastSign = Date.now();
    switch (message.type) {
      case 'ready':
      case 'alive':
        return;
      case 'done':
        return this.#finish(member, message.number, ok(message.answer));
      case 'failed': {
        const fault: Fault = { kind: 'unexpected', message: `Something unexpected went wrong: ${message.message}` };
        return this.#finish(member, message.number, fail(fault));
      }
      case 'question':
        void this.#answer(member, message.number, message.question);
    }
  }

  async #answer(member: Member, number: number, question: Question): Promise<void> {
    try {
      const answer = await this.#options.answer(question);
      if (this.#members.has(member)) this.#tell(member, { type: 'answer', number, answer });
    } catch (thrown) {
      this.#lose(member, crashed(messageOf(thrown)));
      void member.worker.terminate();
    }
  }

  #finish(member: Member, number: number, result: Result<TaskAnswer>): void {
    const job = member.jobs.get(number);
    member.jobs.delete(number);
    if (member.jobs.size === 0) member.worker.unref();
    job?.settle(result);
    this.#assign();
  }

  #cancel(number: number): void {
    const waiting = this.#queue.findIndex((job) => job.number === number);
    const [job] = waiting < 0 ? [] : this.#queue.splice(waiting, 1);
    job?.settle(fail(CANCELLED));
    for (const member of this.#members) {
      // The worker ends the task in its own time: what it has kept by then is still reported.
      if (member.jobs.has(number)) this.#tell(member, { type: 'cancel', number });
    }
  }

  #lose(member: Member, fault: Fault): void {
    if (!this.#members.delete(member)) return;
    for (const job of member.jobs.values()) {
      // A look at a report must not fail because of the import beside it: it gets a second worker.
      const another = job.lane === 'prompt' && !job.wasLost && !this.#isClosed;
      job.wasLost = true;
      if (another) this.#queue.push(job);
      else job.settle(fail(fault));
    }
    member.jobs.clear();
    if (!this.#isClosed) this.#assign();
  }

  #giveUpSilent(): void {
    const patience = this.#options.patience ?? PATIENCE;
    for (const member of this.#members) {
      if (member.jobs.size === 0 || Date.now() - member.lastSign < patience) continue;
      this.#lose(member, crashed(`no sign of life for ${patience / 1000} s`));
      void member.worker.terminate();
    }
  }
}

function crashed(detail: string): Fault {
  return { kind: 'unexpected', message: 'Reading this file ended unexpectedly.', detail };
}
