/** Values that are kept as JSON in a column, checked when they are read back. */
import { z } from 'zod';
import type { Fault } from '../../shared/result.ts';
import type { Explanation } from '../../shared/signature/explanation.ts';

const explanationSchema = z.object({
  rule: z.enum(['frames', 'addresses', 'termination']),
  stack: z.string(),
  sentence: z.string(),
  frames: z.array(z.object({ image: z.string().nullable(), normalised: z.string(), symbol: z.string().nullable() })),
  skipped: z.array(z.string()),
}) satisfies z.ZodType<Explanation>;

const faultSchema = z.object({
  kind: z.enum([
    'bad-input',
    'not-found',
    'not-a-report',
    'unreadable-report',
    'unreadable-file',
    'too-large',
    'malformed-macho',
    'malformed-dwarf',
    'engine-failed',
    'library-busy',
    'library-corrupt',
    'library-too-new',
    'disk-full',
    'cancelled',
    'forbidden',
    'offline',
    'unexpected',
  ]),
  message: z.string(),
  detail: z.exactOptional(z.string()),
}) satisfies z.ZodType<Fault>;

/** The explanation in a column. Throws where it is not one: the row is damaged. */
export function parseExplanation(json: string): Explanation {
  return explanationSchema.parse(JSON.parse(json));
}

/** The fault in a column. Throws where it is not one: the row is damaged. */
export function parseFault(json: string): Fault {
  return faultSchema.parse(JSON.parse(json));
}
