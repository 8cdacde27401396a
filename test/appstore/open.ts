/** A client of the fake server, as a host would make it of a key. */
import { createClient } from '../../electron/appstore/client.ts';
import type { Client, ClientOptions } from '../../electron/appstore/client.ts';
import type { Page } from '../../electron/appstore/paging.ts';
import { openTokens } from '../../electron/appstore/token.ts';
import type { AppStoreFailure } from '../../shared/appstore/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { FakeKey } from './server/keys.ts';

export interface Opened {
  readonly client: Client;
  /** How long it would have waited between attempts, milliseconds, in order. */
  readonly waits: readonly number[];
  /** What it logged. */
  readonly lines: readonly string[];
}

/** Waits are noted and not waited for; everything else is as in the product. */
export async function openClient(
  base: string,
  { keyId, signer, p8 }: FakeKey,
  options: Partial<ClientOptions> = {},
): Promise<Opened> {
  // A wait that is not waited for still takes its time: the clock jumps over it.
  let slept = 0;
  const clock = (): number => (options.clock ?? Date.now)() + slept;
  const tokens = await openTokens({ identity: { keyId, signer }, privateKey: p8, clock });
  if (!tokens.ok) throw new Error(tokens.fault.detail);
  const waits: number[] = [];
  const lines: string[] = [];
  const client = createClient({
    tokens: tokens.value,
    fetch,
    base,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      slept += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
    log: (line) => lines.push(line),
    ...options,
    clock,
  });
  return { client, waits, lines };
}

/** The value of an answer that must have come. */
export function valueOf<Value>(answer: Result<Value, AppStoreFailure>): Value {
  if (!answer.ok) throw new Error(`expected an answer, got ${JSON.stringify(answer.fault)}`);
  return answer.value;
}

/** The failure of an answer that must not have come. */
export function failureOf(answer: Result<unknown, AppStoreFailure>): AppStoreFailure {
  if (answer.ok) throw new Error('expected a failure, got an answer');
  return answer.fault;
}

/** All pages of a list. */
export async function all<Value>(
  pages: AsyncGenerator<Result<Page<Value>, AppStoreFailure>, void, undefined>,
): Promise<Value[]> {
  const values: Value[] = [];
  for await (const answer of pages) values.push(valueOf(answer).value);
  return values;
}
