/**
 * Counts threads, frames, images and registers in the raw text of a report, as dumbly as can be: it shares nothing with the
 * readers that it checks.
 */
import { z } from 'zod';

/** What a report contains, by its raw text. */
export interface RawCount {
  /** The number of each thread, with the addresses of its frames in order. */
  readonly threads: readonly { readonly index: number; readonly addresses: readonly bigint[] }[];
  /** Addresses of the last exception backtrace. */
  readonly lastException: readonly bigint[];
  /** Load addresses, in order. */
  readonly images: readonly bigint[];
  /** Of all threads. */
  readonly registers: number;
}

const frameSchema = z.looseObject({ imageOffset: z.number(), imageIndex: z.number() });
const bodySchema = z.looseObject({
  threads: z.array(
    z.looseObject({ frames: z.array(frameSchema), threadState: z.record(z.string(), z.unknown()).optional() }),
  ),
  usedImages: z.array(z.looseObject({ base: z.number() })),
  lastExceptionBacktrace: z.array(frameSchema).optional(),
});

function countState(state: Record<string, unknown> | undefined): number {
  const { x, flavor: _flavor, ...named } = state ?? {};
  return (Array.isArray(x) ? x.length : 0) + Object.keys(named).length;
}

/** Counts in the JSON body, which follows the first line. */
export function countJson(text: string): RawCount {
  const body = bodySchema.parse(JSON.parse(text.slice(text.indexOf('\n'))));
  const images = body.usedImages.map(({ base }) => BigInt(base));
  const address = (frame: z.infer<typeof frameSchema>): bigint =>
    (images[frame.imageIndex] ?? 0n) + BigInt(frame.imageOffset);
  return {
    threads: body.threads.map(({ frames }, index) => ({ index, addresses: frames.map(address) })),
    lastException: (body.lastExceptionBacktrace ?? []).map(address),
    images,
    registers: body.threads.reduce((sum, { threadState }) => sum + countState(threadState), 0),
  };
}

/** Counts by patterns, line by line. */
export function countText(text: string): RawCount {
  const threads = new Map<number, bigint[]>();
  const lastException: bigint[] = [];
  const images: bigint[] = [];
  let registers = 0;
  let into: bigint[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    const thread = /^Thread (\d+)(?: Crashed)?:/.exec(line);
    const frame = /^\d+ .*?\s(0x[0-9a-f]+)\s/.exec(line);
    const image = /^\s*(0x[0-9a-f]+) -\s+0x/.exec(line);
    if (thread !== null) {
      into = threads.get(Number(thread[1])) ?? [];
      threads.set(Number(thread[1]), into);
    } else if (line.startsWith('Last Exception Backtrace')) into = lastException;
    else if (line.startsWith('Binary Images') || /crashed with|^Application Specific/.test(line)) into = null;
    else if (image !== null) images.push(BigInt(image[1] ?? 0));
    else if (frame !== null) into?.push(BigInt(frame[1] ?? 0));
    else if (/^(?:Logical CPU|Error Code|Trap Number):/.test(line)) registers += 1;
    else if (into === null && /^ *[a-z0-9]{2,6}: 0x/.test(line)) registers += line.match(/[a-z0-9]+: 0x/g)?.length ?? 0;
  }
  const list = [...threads].map(([index, addresses]) => ({ index, addresses }));
  return { threads: list, lastException, images, registers };
}
