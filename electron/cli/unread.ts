/** `faultline unread`: the files that could not be read: look, try again, delete. The same list as the window's. */
import type { Api, UnreadFile } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { guessUnread } from '../../shared/unread-words.ts';
import { describeImport } from './inbox.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const COLUMNS: readonly Column[] = [
  { heading: 'ID' },
  { heading: 'BYTES', right: true },
  { heading: 'CAME IN' },
  { heading: 'FILE' },
  { heading: 'WHY' },
];

/** Characters of an id that are shown, and that suffice where no other begins with them. */
const SHORT = 12;

function cells({ id, bytes, importedAt, fileName, fault }: UnreadFile): readonly string[] {
  return [id.slice(0, SHORT), String(bytes), new Date(importedAt).toISOString().slice(0, 10), fileName, fault.message];
}

/** Prints all of them, newest first. */
export async function listUnread(api: Api, format: 'table' | 'json', terminal: Terminal): Promise<ExitCode> {
  const listed = await api['unread.list']({});
  if (!listed.ok) {
    printFault(terminal, listed.fault);
    return 1;
  }
  const files = listed.value;
  if (format === 'json') {
    for (const file of files) terminal.write(`${JSON.stringify({ ...file, ...guessUnread(file) })}\n`);
  } else if (files.length === 0) terminal.write('There are no unread files.\n');
  else terminal.write(`${formatTable(COLUMNS, files.map(cells), terminal.columns).join('\n')}\n`);
  return 0;
}

/** The files whose ids begin with these words. Throws a UsageError where a word fits none, or several. */
async function filesOf(api: Api, words: readonly string[]): Promise<Result<readonly UnreadFile[]>> {
  const listed = await api['unread.list']({});
  if (!listed.ok) return fail(listed.fault);
  const files = words.map((word) => {
    const [first, second] = listed.value.filter(({ id }) => id.startsWith(word.toLowerCase()));
    if (first === undefined) throw new UsageError(`no unread file has the id ${word}`);
    if (second !== undefined) throw new UsageError(`several unread files have ids that begin with ${word}`);
    return first;
  });
  return ok(files);
}

/** Prints why one could not be read, what it might be, and with `raw` its text alone. */
export async function showUnread(api: Api, word: string, raw: boolean, terminal: Terminal): Promise<ExitCode> {
  const found = await filesOf(api, [word]);
  const [file] = found.ok ? found.value : [];
  const text = file && raw ? await api['unread.text']({ id: file.id }) : null;
  const result = text ?? found;
  if (!result.ok) {
    printFault(terminal, result.fault);
    return 1;
  }
  if (text?.ok === true) terminal.write(text.value.text);
  else if (file) {
    const { guess, advice } = guessUnread(file);
    const detail = file.fault.detail === undefined ? '' : `\n  ${file.fault.detail}`;
    terminal.write(`${file.fileName}  ${file.bytes} bytes\n  ${file.id}\n  ${file.fault.message}${detail}\n`);
    terminal.write(`  ${guess}. ${advice}\n\n${file.beginning}${file.beginning.endsWith('\n') ? '' : '\n'}`);
  }
  return 0;
}

/** Tries some again, or all where none is named. 1 while something stays unread. */
export async function retryUnread(api: Api, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const files = await filesOf(api, words);
  const done = files.ok
    ? await api['unread.retry']({ ids: words.length === 0 ? null : files.value.map(({ id }) => id) })
    : files;
  if (!done.ok) {
    printFault(terminal, done.fault);
    return 1;
  }
  terminal.write(`${describeImport(done.value)}\n`);
  return done.value.unread + done.value.notReports + done.value.faults.length > 0 ? 1 : 0;
}

/** Deletes some, or all of them. Their bytes are gone then. */
export async function deleteUnread(
  api: Api,
  words: readonly string[],
  all: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  if (all === words.length > 0) throw new UsageError('name the files to delete, or say --all');
  const listed = all ? await api['unread.list']({}) : await filesOf(api, words);
  if (!listed.ok) {
    printFault(terminal, listed.fault);
    return 1;
  }
  const ids = [...new Set(listed.value.map(({ id }) => id))];
  const deleted = ids.length === 0 ? ok({ deleted: 0 }) : await api['unread.delete']({ ids });
  if (!deleted.ok) {
    printFault(terminal, deleted.fault);
    return 1;
  }
  const { deleted: count } = deleted.value;
  terminal.write(`Deleted ${count} ${count === 1 ? 'file' : 'files'}\n`);
  return 0;
}
