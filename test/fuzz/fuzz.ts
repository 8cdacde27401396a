/** Runs the fuzzing of one family, and ends it where a reader does not end. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What is to be fuzzed, and how much. Equal tasks do the same. */
export interface FuzzTask {
  readonly family: string;
  /** With the collection of real reports. */
  readonly real: boolean;
  readonly seed: number;
  /** Cases, at most. */
  readonly runs: number;
  /** Time for all of them; null for as long as they take. */
  readonly milliseconds: number | null;
  /** The most that one mutation adds, in characters. */
  readonly longest: number;
}

const failureSchema = z.object({
  message: z.string(),
  stack: z.string().nullable(),
  path: z.string(),
  mutations: z.string(),
  text: z.string(),
});
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), mutations: z.string(), text: z.string() }),
  z.object({ kind: z.literal('done'), cases: z.int(), reports: z.int(), failure: failureSchema.nullable() }),
]);

export type FuzzFailure = z.output<typeof failureSchema>;

/** What came of it. `reports`: texts that were read as a report in spite of the damage. */
export interface FuzzOutcome {
  readonly cases: number;
  readonly reports: number;
  readonly failure: FuzzFailure | null;
}

/** A case that has not ended by then is taken for one that never ends. */
const PATIENCE = 90_000;
/** Megabytes for the readers and what they make. */
const MEMORY = 1500;

/** Fuzzes one family in a thread with bounded memory. */
export function fuzz(task: FuzzTask): Promise<FuzzOutcome> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    let last = { mutations: 'none yet', text: '' };
    let cases = 0;
    let timer: NodeJS.Timeout | undefined;
    const end = (outcome: FuzzOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
      void worker.terminate();
    };
    const fail = (message: string): void =>
      end({ cases, reports: 0, failure: { message, stack: null, path: '', ...last } });
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('A reader did not end.'), PATIENCE);
    };
    wait();
    worker.on('message', (raw) => {
      const message = messageSchema.parse(raw);
      if (message.kind === 'done') {
        end(message);
        return;
      }
      cases += 1;
      last = message;
      wait();
    });
    worker.on('error', (thrown) => fail(String(thrown)));
    worker.on('exit', () => fail('The thread ended.'));
  });
}
