/** What a dSYM said of an address, as the text in which the library keeps it. */
import { z } from 'zod';
import { parseInteger, toHex } from '../../shared/report/address.ts';
import type { Answer } from '../symbols/engine.ts';

const frame = z.tuple([z.string(), z.string().nullable(), z.number().nullable(), z.number().nullable()]);
const kept = z.object({ frames: z.array(frame), offset: z.string().nullable() });

/** Null for what is not worth keeping: that nothing was found may be different tomorrow. */
export function encodeAnswer(answer: Answer): string | null {
  if (answer.kind === 'none' || answer.fault !== undefined) return null;
  const frames = answer.frames.map(({ name, file, line, column }): z.input<typeof frame> => [name, file, line, column]);
  const offset = answer.symbolOffset === null ? null : toHex(answer.symbolOffset);
  return JSON.stringify({ frames, offset } satisfies z.input<typeof kept>);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null for text that is no answer: it is looked up again. */
export function decodeAnswer(text: string): Answer | null {
  const read = kept.safeParse(parse(text));
  if (!read.success) return null;
  const { frames, offset } = read.data;
  return {
    kind: 'found',
    frames: frames.map(([name, file, line, column]) => ({ name, file, line, column })),
    symbolOffset: offset === null ? null : parseInteger(offset),
  };
}
