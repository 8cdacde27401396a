/** Values that are kept as JSON in a column, checked when they are read back. */
import { z } from 'zod';
import type { Fault } from '../../shared/result.ts';
import { RULES } from '../../shared/appstore/diagnosis/diagnosis.ts';
import type { Diagnosis } from '../../shared/appstore/diagnosis/diagnosis.ts';
import type { SubmissionFacts } from '../../shared/appstore/submissions.ts';
import type { MissingRole } from '../../shared/contract.ts';
import type { Explanation } from '../../shared/signature/explanation.ts';

const explanationSchema = z.object({
  rule: z.enum(['frames', 'addresses', 'termination', 'reason']),
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

const diagnosisSchema = z.object({
  rule: z.enum(RULES),
  what: z.string(),
  who: z.enum(['you', 'account-holder', 'admin', 'apple', 'nobody']),
  act: z.string(),
  useless: z.string().nullable(),
  heals: z.enum(['by-itself', 'after-act', 'no']),
  severity: z.enum(['error', 'warning', 'info']),
  link: z.string().nullable(),
  appleErrorId: z.string().nullable(),
  retryAfterSeconds: z.number().nullable(),
}) satisfies z.ZodType<Diagnosis>;

const missingRolesSchema = z.array(z.object({ data: z.string(), role: z.string().nullable() })) satisfies z.ZodType<
  readonly MissingRole[]
>;

const word = z.string().nullable();
const amount = z.number().nullable();
const factsSchema = z.object({
  id: z.string(),
  createdAt: amount,
  comment: word,
  email: word,
  deviceModel: word,
  osVersion: word,
  locale: word,
  timeZone: word,
  architecture: word,
  connection: word,
  pairedWatch: word,
  appUptime: amount,
  diskAvailable: amount,
  diskTotal: amount,
  battery: amount,
  screenWidth: amount,
  screenHeight: amount,
  appPlatform: word,
  devicePlatform: word,
  deviceFamily: word,
  bundleId: word,
  buildId: word,
  testerId: word,
}) satisfies z.ZodType<SubmissionFacts>;

/** The diagnosis in a column; null where its rule is none of today's. */
export function parseDiagnosis(json: string): Diagnosis | null {
  return diagnosisSchema.safeParse(JSON.parse(json)).data ?? null;
}

/** The missing roles in a column. Throws where they are none: the row is damaged. */
export function parseMissingRoles(json: string): readonly MissingRole[] {
  return missingRolesSchema.parse(JSON.parse(json));
}

/** What Apple said of a submission, in a column. Throws where it is not that: the row is damaged. */
export function parseSubmissionFacts(json: string): SubmissionFacts {
  return factsSchema.parse(JSON.parse(json));
}

/** The explanation in a column. Throws where it is not one: the row is damaged. */
export function parseExplanation(json: string): Explanation {
  return explanationSchema.parse(JSON.parse(json));
}

/** The fault in a column. Throws where it is not one: the row is damaged. */
export function parseFault(json: string): Fault {
  return faultSchema.parse(JSON.parse(json));
}
