/** Deciding from the command line: the same acts, journal and words as in the window. */
import type { z } from 'zod';
import type { ActSummary, Api, Target } from '../../shared/contract.ts';
import { actSchema } from '../../shared/contract/triage.ts';
import type { Result } from '../../shared/result.ts';
import { readFilterText } from './filter-options.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

/** On what: ids, or all that a filter leaves. */
export interface Chosen {
  readonly ids: readonly string[];
  /** As in a deep link: `app=Harbor&status=all`. */
  readonly filter: string | undefined;
  /** How many signatures the filter leaves, as its user knows it. */
  readonly expect: number | undefined;
}

async function targetOf(api: Api, { ids, filter: text, expect }: Chosen): Promise<Result<Target>> {
  if (text === undefined) {
    if (ids.length === 0) throw new UsageError('name signatures, or a --filter');
    if (expect !== undefined && expect !== ids.length) {
      throw new UsageError(`--expect ${expect}, but ${ids.length} signatures are named`);
    }
    return { ok: true, value: { kind: 'signatures', ids: [...ids] } };
  }
  if (ids.length > 0) throw new UsageError('name signatures or a --filter, not both');
  const { filter } = readFilterText(text);
  if (expect !== undefined) return { ok: true, value: { kind: 'view', filter, expected: expect } };
  const page = await api['inbox.page']({ filter, limit: 1 });
  if (!page.ok) return page;
  throw new UsageError(`--filter needs --expect and the number of signatures: it leaves ${page.value.total} now`);
}

function print(done: Result<ActSummary | null>, nothing: string, terminal: Terminal): ExitCode {
  if (!done.ok) {
    printFault(terminal, done.fault);
    return 1;
  }
  if (done.value === null) {
    terminal.error(`faultline: ${nothing}\n`);
    return 1;
  }
  terminal.write(`${done.value.words}\n`);
  return 0;
}

/** Carries out an act and prints what it did. 1 where it could not be done. */
export async function printAct(
  api: Api,
  chosen: Chosen,
  asked: z.input<typeof actSchema>,
  terminal: Terminal,
): Promise<ExitCode> {
  const checked = actSchema.safeParse(asked);
  if (!checked.success) throw new UsageError(checked.error.issues[0]?.message ?? 'wrong options');
  const target = await targetOf(api, chosen);
  if (!target.ok) return print(target, '', terminal);
  return print(await api['triage.act']({ target: target.value, act: checked.data }), '', terminal);
}

/** Takes the last act back, or does it again, and prints which. 1 where there is none. */
export async function printStep(api: Api, direction: 'undo' | 'redo', terminal: Terminal): Promise<ExitCode> {
  const done = direction === 'undo' ? await api['triage.undo']({}) : await api['triage.redo']({});
  return print(done, `there is nothing to ${direction}.`, terminal);
}

/** Notes how many people use an app; without a number, prints what is known of all apps. */
export async function printUsers(
  api: Api,
  app: string | undefined,
  users: number | null | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  if (app !== undefined) {
    if (users === undefined) throw new UsageError('say how many users the app has, or unknown');
    const done = await api['triage.setUsers']({ app, users });
    if (!done.ok) return print(done, '', terminal);
  }
  const words = await api['triage.words']({});
  if (!words.ok) return print(words, '', terminal);
  for (const { app: id, name, users } of words.value.users) {
    if (app === undefined || app === id || app === name) {
      terminal.write(`${name} (${id}): ${users === null ? 'unknown' : users.toLocaleString('en-US')}\n`);
    }
  }
  return 0;
}
