/**
 * Feedback as files: for each a folder with its screenshots, its text as Markdown and as JSON, and the crash report that came
 * with it. Into a folder, or into a zip for a browser to download. E-mail addresses are left out.
 */
import { open, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fieldsInWords } from '../../../shared/appstore/words.ts';
import type { FeedbackField, FeedbackRow } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { faultOf } from '../../store/faults.ts';
import { findAllFeedback } from '../../store/feedback.ts';
import type { StoredFeedback } from '../../store/feedback.ts';
import { endingOf } from '../../store/images.ts';
import { readOriginal } from '../../store/originals.ts';
import { findReport } from '../../store/reports.ts';
import type { Library } from '../library.ts';
import { storedImage } from './feedback.ts';
import { ZipWriter } from './zip-writer.ts';

interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Nothing that is special to any file system, and nothing that hides or climbs. */
function safeName(text: string): string {
  const plain = text.replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '-').replace(/^[.\s]+/, '');
  return (
    plain
      .slice(0, 80)
      .toWellFormed()
      .replace(/[.\s]+$/, '') || 'feedback'
  );
}

function stampOf({ createdAt }: FeedbackRow): string {
  return createdAt === null
    ? 'undated'
    : new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
}

/** `2026-11-02 16.24 Harbor 2.1.0 (412)`, once; a second one of that name gets a number. */
function nameFolder(row: FeedbackRow, taken: Set<string>): string {
  const release = [row.version, row.build === null ? null : `(${row.build})`];
  const name = safeName([stampOf(row), row.app, ...release].filter((part) => part !== null).join(' '));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}

/** What a comment holds must not become a heading, a table or a picture of somebody else's page. */
function quote(comment: string): string {
  return comment
    .split(/\r?\n/)
    .map((line) => `> ${line.replaceAll(/[\\`*_{}[\]<>#|!]/g, (sign) => `\\${sign}`)}`)
    .join('\n');
}

function titleOf(row: FeedbackRow): string {
  const what = row.kind === 'crash' ? 'Crash' : 'Feedback';
  return `${what} · ${row.app ?? 'Unknown app'} ${row.version ?? ''} ${row.build === null ? '' : `(${row.build})`}`.trim();
}

function toMarkdown(
  row: FeedbackRow,
  fields: readonly FeedbackField[],
  note: string,
  files: readonly string[],
): string {
  const cell = (text: string): string =>
    text.replaceAll(/[\\|`<>\r\n]/g, (sign) => (/\s/.test(sign) ? ' ' : `\\${sign}`));
  const facts: readonly (readonly [string, string | null])[] = [
    ['Sent', row.createdAt === null ? null : new Date(row.createdAt).toISOString()],
    ['Tester', row.tester],
    ['Status', row.status],
    ...fields.map(({ label, words }) => [label, words] as const),
  ];
  const table = facts.flatMap(([label, words]) => (words === null ? [] : [`| ${label} | ${cell(words)} |`]));
  const parts = [
    `# ${titleOf(row)}`,
    ...(row.comment === null ? [] : [quote(row.comment)]),
    ...(files.length === 0 ? [] : [files.map((file) => `![Screenshot](${file})`).join('\n')]),
    ['| Field | Value |', '| --- | --- |', ...table].join('\n'),
    ...(note === '' ? [] : [`## Note\n\n${note}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

async function reportOf(library: Library, row: FeedbackRow): Promise<readonly ExportedFile[]> {
  const stored = row.report === null ? null : findReport(library.database, row.report);
  if (stored === null) return [];
  const ending = stored.fileName.endsWith('.crash') ? 'crash' : 'ips';
  return [{ name: `crash.${ending}`, bytes: await readOriginal(library, stored.id) }];
}

async function filesOf(library: Library, { row, facts, note }: StoredFeedback): Promise<readonly ExportedFile[]> {
  const images: ExportedFile[] = [];
  for (const [index, { id, type }] of row.screenshots.entries()) {
    const image = await storedImage(library, id);
    if (image !== null) images.push({ name: `screenshot-${index + 1}.${endingOf(type)}`, bytes: image.bytes });
  }
  const fields = fieldsInWords(facts);
  const names = images.map(({ name }) => name);
  const { screenshots, ...rest } = row;
  const sizes = screenshots.map(({ width, height, type }, index) => ({
    file: names[index] ?? null,
    type,
    width,
    height,
  }));
  const json = { ...rest, note, screenshots: sizes, fields };
  const encoder = new TextEncoder();
  return [
    { name: 'feedback.md', bytes: encoder.encode(toMarkdown(row, fields, note, names)) },
    { name: 'feedback.json', bytes: encoder.encode(`${JSON.stringify(json, null, 2)}\n`) },
    ...images,
    ...(await reportOf(library, row)),
  ];
}

async function exportAll(
  library: Library,
  ids: readonly string[],
  keep: (file: ExportedFile) => Promise<void>,
): Promise<Result<number>> {
  const found = findAllFeedback(library.database, ids);
  if (found.length === 0) return fail({ kind: 'not-found', message: 'None of this feedback is in the library.' });
  const taken = new Set<string>();
  try {
    for (const stored of found) {
      const folder = nameFolder(stored.row, taken);
      for (const { name, bytes } of await filesOf(library, stored)) await keep({ name: `${folder}/${name}`, bytes });
    }
  } catch (thrown) {
    const fault = faultOf(thrown);
    return fail({ ...fault, message: `The feedback could not be exported: ${fault.detail ?? fault.message}` });
  }
  return ok(found.length);
}

/** Writes feedback into a folder, which is made when it is not there. Answers how many were written. */
export function exportToFolder(library: Library, ids: readonly string[], folder: string): Promise<Result<number>> {
  return exportAll(library, ids, async ({ name, bytes }) => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  });
}

/** Writes feedback into a zip at `path`. Answers how many it holds. */
export async function exportToZip(library: Library, ids: readonly string[], path: string): Promise<Result<number>> {
  const file = await open(path, 'wx', 0o600);
  try {
    const zip = new ZipWriter((bytes) => file.writeFile(bytes), library.clock());
    const exported = await exportAll(library, ids, ({ name, bytes }) => zip.add(name, bytes));
    if (exported.ok) await zip.end();
    return exported;
  } finally {
    await file.close();
  }
}
