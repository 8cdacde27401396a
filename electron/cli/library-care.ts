/** `faultline library`: looks a library through, builds it anew, backs it up, moves it, says how large it is. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BackUpCounts, Finding, LibraryPartName, RebuiltLibrary, Verification } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { backUpToFolder, backUpToZip } from '../inbox/library-care-backup.ts';
import type { CareJob } from '../inbox/library-care.ts';
import { emptyCaches, libraryFilesSize } from '../inbox/library-care-files.ts';
import { deleteLibrary, moveLibrary } from '../inbox/library-care-move.ts';
import { needsNewDatabase, rebuildInPlace } from '../inbox/library-care-rebuild.ts';
import { replaceDatabase } from '../inbox/library-care-replace.ts';
import { verifyLibrary } from '../inbox/library-care-verify.ts';
import type { LibraryPlace } from '../library-path.ts';
import { openServices } from '../services.ts';
import type { Services } from '../services.ts';
import { rememberPlace, surroundings, withLibrary } from './library.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

/** A job that Ctrl-C cancels, with one line of progress where a person watches. */
function watchedJob(terminal: Terminal): CareJob & { readonly end: () => void } {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const isWatched = Number.isFinite(terminal.columns);
  let last = 0;
  return {
    id: 'care',
    signal: stop.signal,
    say(step, done, total) {
      const now = performance.now();
      if (!isWatched || now - last < 100) return;
      last = now;
      terminal.error(`\r\u001B[K${step}… ${done}${total === null ? '' : ` of ${total}`}`);
    },
    end() {
      process.removeListener('SIGINT', interrupt);
      if (isWatched) terminal.error('\r\u001B[K');
    },
  };
}

async function run<Value>(
  terminal: Terminal,
  work: (job: CareJob) => Promise<Result<Value>>,
  print: (value: Value) => ExitCode,
): Promise<ExitCode> {
  const job = watchedJob(terminal);
  try {
    const result = await work(job);
    job.end();
    if (result.ok) return print(result.value);
    printFault(terminal, result.fault);
    return 1;
  } finally {
    job.end();
  }
}

/** Looking after a library begins none. */
function requireLibrary(path: string): void {
  if (!existsSync(join(path, 'reports'))) throw new UsageError(`there is no library at ${path}`);
}

function printFinding({ sentence, advice, examples }: Finding, terminal: Terminal): void {
  terminal.write(`✗ ${sentence} ${advice}\n`);
  for (const example of examples) terminal.write(`    ${example}\n`);
}

function printVerification(found: Verification, terminal: Terminal): ExitCode {
  for (const finding of found.findings) printFinding(finding, terminal);
  const { reports, unread, screenshots, caches } = found;
  const looked = `${reports} reports, ${unread} unread files, ${screenshots} screenshots, ${caches} symbol caches`;
  terminal.write(found.clean ? `✓ All is as it should be: ${looked}.\n` : `Looked at ${looked}.\n`);
  return found.clean ? 0 : 1;
}

/** 0 all is well, 1 something was found or could not be looked at. */
export async function verify(libraryPath: string, format: 'text' | 'json', terminal: Terminal): Promise<ExitCode> {
  requireLibrary(libraryPath);
  return withLibrary(libraryPath, terminal, ({ library }) =>
    run(
      terminal,
      (job) => verifyLibrary(library, job),
      (found) => {
        if (format === 'text') return printVerification(found, terminal);
        terminal.write(`${JSON.stringify(found)}\n`);
        return found.clean ? 0 : 1;
      },
    ),
  );
}

function printRebuilt(
  { reports, unread, missing, salvaged, movedAside }: RebuiltLibrary,
  terminal: Terminal,
): ExitCode {
  terminal.write(`✓ Built anew from the originals: ${reports} reports, ${unread} unread files.\n`);
  if (missing > 0) terminal.write(`! The originals of ${missing} reports are gone.\n`);
  for (const { what, rows, lost } of salvaged ?? []) {
    const words =
      lost === null ? 'nobody can tell whether more is lost' : lost === 0 ? 'all of them' : `${lost} are lost`;
    terminal.write(`${lost === 0 ? '✓' : '!'} Taken over: ${rows} ${what} (${words}).\n`);
  }
  if (movedAside !== null) terminal.write(`The damaged database is kept at ${movedAside}\n`);
  const isWhole = missing === 0 && (salvaged ?? []).every(({ lost }) => lost === 0);
  return isWhole ? 0 : 1;
}

/** In place where the database is sound, else with a new one. 0 all is there again, 1 something is lost, or it failed. */
export async function rebuild(libraryPath: string, terminal: Terminal): Promise<ExitCode> {
  requireLibrary(libraryPath);
  const print = (rebuilt: RebuiltLibrary): ExitCode => printRebuilt(rebuilt, terminal);
  const options = { ...surroundings(), libraryPath, symbolPlaces: [], deviceSupport: [] };
  const opened = await openServices({ ...options, mustExist: true });
  if (!opened.ok && opened.fault.kind !== 'library-corrupt') {
    printFault(terminal, opened.fault);
    return 1;
  }
  if (opened.ok) {
    const { value: services } = opened;
    try {
      if (!(await needsNewDatabase(services.library.database)))
        return await run(terminal, (job) => rebuildInPlace(services.library, job), print);
    } finally {
      await services.close();
    }
  }
  const openAsleep = (databaseName: string): Promise<Result<Services>> => openServices({ ...options, databaseName });
  return run(terminal, (job) => replaceDatabase(libraryPath, openAsleep, job), print);
}

function printCopy(path: string, { files, bytes, verification }: BackUpCounts, terminal: Terminal): ExitCode {
  for (const finding of verification.findings) printFinding(finding, terminal);
  terminal.write(`✓ ${path}: ${files} files, ${megabytes(bytes)}\n`);
  return verification.clean ? 0 : 1;
}

/** Into a folder, or into a zip where the name says so. */
export async function backUp(libraryPath: string, to: string, terminal: Terminal): Promise<ExitCode> {
  requireLibrary(libraryPath);
  return withLibrary(libraryPath, terminal, ({ library }) => {
    if (to.toLowerCase().endsWith('.zip')) {
      const print = (counts: BackUpCounts): ExitCode => printCopy(resolve(to), counts, terminal);
      return run(terminal, (job) => backUpToZip(library, to, job), print);
    }
    return run(
      terminal,
      (job) => backUpToFolder(library, to, job),
      ({ path, counts }) => printCopy(path, counts, terminal),
    );
  });
}

/** Moves a library; the app's own is remembered in its new place, one that was named is named anew by its user. */
export async function move(place: LibraryPlace, to: string, terminal: Terminal): Promise<ExitCode> {
  requireLibrary(place.path);
  const remember = (path: string): void => {
    if (place.chosen !== 'named') rememberPlace(path);
  };
  return run(
    terminal,
    async (job) => {
      const moved = await moveLibrary(place.path, to, job, remember);
      if (!moved.ok) return moved;
      const left = await deleteLibrary(place.path);
      if (left !== null) printFault(terminal, left, place.path);
      return moved;
    },
    ({ path, counts }) => {
      const code = printCopy(path, counts, terminal);
      if (place.chosen === 'named') terminal.write(`Open it from now on with: --library ${path}\n`);
      return code;
    },
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}

const PARTS: Readonly<Record<LibraryPartName, string>> = {
  database: 'Database',
  reports: 'Original reports',
  screenshots: 'Screenshots',
  symbols: 'Symbols kept here',
  caches: 'Symbol caches',
  others: 'Other files',
};

export async function size(libraryPath: string, format: 'text' | 'json', terminal: Terminal): Promise<ExitCode> {
  requireLibrary(libraryPath);
  const measured = await libraryFilesSize(libraryPath);
  if (format === 'json') terminal.write(`${JSON.stringify(measured)}\n`);
  else {
    for (const { part, files, bytes } of measured.parts) {
      terminal.write(`${PARTS[part].padEnd(18)} ${megabytes(bytes).padStart(12)}  ${files} files\n`);
    }
    terminal.write(`${'Together'.padEnd(18)} ${megabytes(measured.bytes).padStart(12)}\n`);
  }
  return 0;
}

export async function emptyAllCaches(libraryPath: string, terminal: Terminal): Promise<ExitCode> {
  requireLibrary(libraryPath);
  const { files, bytes } = await emptyCaches(libraryPath);
  terminal.write(`✓ ${files} symbol caches deleted, ${megabytes(bytes)}\n`);
  return 0;
}
