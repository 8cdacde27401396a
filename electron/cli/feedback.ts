/** `faultline feedback`: what testers sent, as a table, as JSON, or as a folder of files. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { feedbackFilterSchema } from '../../shared/contract/feedback.ts';
import type { Api, FeedbackFilter, FeedbackRow } from '../../shared/contract.ts';
import { exportToFolder } from '../inbox/appstore/export.ts';
import type { Library } from '../inbox/library.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const COLUMNS: readonly Column[] = [
  { heading: 'SENT' },
  { heading: 'KIND' },
  { heading: 'APP' },
  { heading: 'BUILD' },
  { heading: 'DEVICE' },
  { heading: 'SYSTEM' },
  { heading: 'PICTURES', right: true },
  { heading: 'COMMENT' },
];

/** A day as `2026-11-02`, in UTC, or a whole ISO 8601 date. */
const day = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)), 'a date like 2026-11-02')
  .transform((text) => Date.parse(text));

const optionsSchema = z.object({
  app: z.string().optional(),
  appVersion: z.string().optional(),
  build: z.string().optional(),
  since: day.optional(),
  until: day.optional(),
  screenshot: z.literal(true).optional(),
  crash: z.literal(true).optional(),
  device: z.string().optional(),
  os: z.string().optional(),
  tester: z.string().optional(),
  status: z.enum(['open', 'resolved', 'all']).default('open'),
  search: z.string().default(''),
  limit: z.coerce.number().int().min(1).max(100_000).default(50),
  format: z.enum(['table', 'json']).default('table'),
});

type Options = z.output<typeof optionsSchema>;

function readOptions(raw: unknown): Options {
  const parsed = optionsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--${issue?.path.join('.') ?? 'option'}: ${issue?.message ?? 'wrong value'}`);
}

/** A filter takes what facets offer; people say a device or a tester as they know it. */
async function valueFor(
  api: Api,
  facet: 'devices' | 'systems' | 'testers',
  said: string | undefined,
): Promise<string | null> {
  if (said === undefined) return null;
  const facets = await api['feedback.facets']({ filter: { status: 'all' } });
  const choices = facets.ok ? facets.value[facet] : [];
  const wanted = said.toLowerCase();
  const found = choices.find(({ value, label }) => value.toLowerCase() === wanted || label.toLowerCase() === wanted);
  return found?.value ?? said;
}

async function filterOf(api: Api, options: Options): Promise<FeedbackFilter> {
  const { app, appVersion, build, since, until, screenshot, crash, status, search } = options;
  return feedbackFilterSchema.parse({
    app: app ?? null,
    version: appVersion ?? null,
    build: build ?? null,
    from: since ?? null,
    to: until ?? null,
    hasScreenshot: screenshot ?? null,
    hasCrash: crash ?? null,
    device: await valueFor(api, 'devices', options.device),
    os: await valueFor(api, 'systems', options.os),
    tester: await valueFor(api, 'testers', options.tester),
    status,
    search,
  });
}

function cells(row: FeedbackRow): readonly string[] {
  const sent = row.createdAt === null ? '–' : new Date(row.createdAt).toISOString().slice(0, 16).replace('T', ' ');
  const release = [row.version, row.build === null ? null : `(${row.build})`].filter((part) => part !== null);
  const comment = (row.comment ?? '').replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const place = [sent, row.kind, row.app ?? '–', release.join(' ') || '–', row.device ?? '–', row.os ?? '–'];
  return [...place, String(row.screenshots.length), row.withdrawn ? `${comment} (withdrawn)`.trim() : comment];
}

async function matching(
  api: Api,
  filter: FeedbackFilter,
  limit: number,
  terminal: Terminal,
): Promise<{ readonly total: number; readonly rows: readonly FeedbackRow[] } | null> {
  const rows: FeedbackRow[] = [];
  for (;;) {
    const window = { offset: rows.length, limit: Math.min(500, limit - rows.length) };
    const page = await api['feedback.page']({ filter, ...window });
    if (!page.ok) {
      printFault(terminal, page.fault);
      return null;
    }
    const { total } = page.value;
    rows.push(...page.value.rows);
    if (page.value.rows.length === 0 || rows.length >= Math.min(limit, total)) return { total, rows };
  }
}

/** Prints the feedback that matches, newest first. */
export async function printFeedback(api: Api, raw: unknown, terminal: Terminal): Promise<ExitCode> {
  const options = readOptions(raw);
  const found = await matching(api, await filterOf(api, options), options.limit, terminal);
  if (found === null) return 1;
  const { total, rows } = found;
  if (options.format === 'json') {
    for (const row of rows) terminal.write(`${JSON.stringify(row)}\n`);
    return 0;
  }
  if (rows.length === 0) {
    terminal.write('No feedback matches. Fetch what testers sent with: faultline sync\n');
    return 0;
  }
  terminal.write(`${formatTable(COLUMNS, rows.map(cells), terminal.columns).join('\n')}\n`);
  terminal.write(`\n${total} feedback${total > rows.length ? ` (${rows.length} shown)` : ''}\n`);
  return 0;
}

/** Feedback of one export at most. */
const MOST_EXPORTED = 2000;

/** Writes the feedback that matches into a folder: pictures, Markdown, JSON and crash reports. */
export async function exportFeedback(
  api: Api,
  library: Library,
  raw: unknown,
  folder: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const options = readOptions({ ...(typeof raw === 'object' ? raw : {}), limit: MOST_EXPORTED });
  const found = await matching(api, await filterOf(api, options), options.limit, terminal);
  if (found === null) return 1;
  if (found.rows.length === 0) {
    terminal.error('faultline: no feedback matches.\n');
    return 1;
  }
  const ids = found.rows.map(({ id }) => id);
  const exported = await exportToFolder(library, ids, resolve(folder));
  if (!exported.ok) {
    printFault(terminal, exported.fault);
    return 1;
  }
  terminal.write(`${exported.value} feedback written to ${resolve(folder)}\n`);
  return 0;
}
