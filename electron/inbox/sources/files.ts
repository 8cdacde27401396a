/**
 * Takes in the reports of a folder: those of this Mac, of devices, and of folders that the user added. Where only some apps'
 * reports are wanted, a file's first lines tell whose it is, and no more of it is read.
 */
import { realpath } from 'node:fs/promises';
import { extname } from 'node:path';
import { CERTAIN_ENDINGS } from '../../containers/choice.ts';
import type { Source } from '../../../shared/contract.ts';
import type { Fault } from '../../../shared/result.ts';
import { knownApps } from '../../store/apps.ts';
import { keepSourceFiles } from '../../store/source-files.ts';
import type { SourceFile } from '../../store/source-files.ts';
import { findFiles } from '../../xcode/files.ts';
import type { FoundFile } from '../../xcode/files.ts';
import { isOf, ownerOf } from '../../xcode/owner.ts';
import { depthOfReports } from '../../xcode/report-places.ts';
import type { ReportPlaceKind } from '../../xcode/report-places.ts';
import { importItems, importPaths } from '../import.ts';
import type { ImportJob } from '../import-job.ts';
import type { Library } from '../library.ts';
import type { StudyItem } from '../protocol.ts';
import { isSettled, isUnchanged } from './look.ts';
import type { Look, Looked } from './look.ts';

export interface FileLook extends Look {
  readonly kind: Exclude<ReportPlaceKind, 'organizer'>;
  /** Null for all apps; else whose reports are wanted besides those of apps that the library knows. */
  readonly apps: readonly string[] | null;
  /** Hears of reports that were added, and of those that were there. */
  readonly count: (added: number, duplicates: number) => void;
}

const SOURCES: Readonly<Record<FileLook['kind'], Source>> = {
  mac: 'mac',
  device: 'device',
  folder: 'folder',
  inbox: 'folder',
};

/** Files taken in before it is noted that they were. */
const TOGETHER = 500;
/** First lines that are read together. */
const HEADS = 32;
/** Endings of what Apple's systems write. */
const SYSTEM_ENDINGS = new Set([...CERTAIN_ENDINGS, '.txt']);
/** Endings under which people keep reports; folders of theirs hold anything. */
const LIKELY_ENDINGS = new Set([...SYSTEM_ENDINGS, '', '.log', '.json', '.gz', '.tgz', '.tar', '.zip']);
/** Folders that are one thing, and of use. */
const WHOLE = new Set(['.dsym', '.xcarchive', '.xccrashpoint']);
/** Folders that are not looked into. */
const CODE = new Set(['.app', '.framework', '.bundle', '.xctest']);
/** Things that hold others. */
const PACKED = new Set(['.zip', '.gz', '.tgz', '.tar']);

function endingOf(name: string): string {
  return extname(name).toLowerCase();
}

/** Whether what has that name is of no interest, with all that is in it. In places of the system apps name their folders. */
export function isPassedIn(kind: ReportPlaceKind, name: string): boolean {
  if (name.startsWith('.')) return true;
  return (kind === 'folder' || kind === 'inbox') && (name === 'node_modules' || CODE.has(endingOf(name)));
}

function isWhole(name: string): boolean {
  return WHOLE.has(endingOf(name));
}

function isWanted(kind: FileLook['kind'], name: string): boolean {
  if (name.startsWith('.')) return false;
  switch (kind) {
    case 'mac':
    case 'device':
      return SYSTEM_ENDINGS.has(endingOf(name));
    case 'folder':
      return LIKELY_ENDINGS.has(endingOf(name));
    case 'inbox':
      return true;
  }
}

/** Whose report a file is; '' where it does not say. */
async function knownOwner({ path, stamp }: FoundFile, known: Look['known']): Promise<string> {
  const before = known.get(path);
  if (before !== undefined && before.stamp === stamp && before.app !== null) return before.app;
  return (await ownerOf(path)) ?? '';
}

/** Of these files, those that are wanted; of the others it is noted whose they are. */
async function choose(library: Library, files: readonly FoundFile[], look: FileLook): Promise<readonly FoundFile[]> {
  const { known, apps, signal } = look;
  const changed = files.filter((file) => !isUnchanged(known, file));
  if (apps === null) return changed;
  const mine = [...knownApps(library.database), ...apps];
  const [wanted, left]: [FoundFile[], [string, SourceFile][]] = [[], []];
  for (let start = 0; start < changed.length && !signal.aborted; start += HEADS) {
    const some = changed.slice(start, start + HEADS);
    const owners = await Promise.all(some.map((file) => knownOwner(file, known)));
    for (const [index, file] of some.entries()) {
      const owner = owners[index] ?? '';
      if (owner !== '' && isOf(owner, mine)) wanted.push(file);
      else if (known.get(file.path)?.stamp !== file.stamp) left.push([file.path, { stamp: file.stamp, app: owner }]);
    }
  }
  keepSourceFiles(library.database, left);
  return wanted;
}

function itemOf({ path, name }: FoundFile, kind: FileLook['kind']): StudyItem {
  return { source: { kind: 'file', path }, fileName: name, incidental: kind !== 'inbox', unpack: true };
}

function isPacked({ name }: FoundFile): boolean {
  return PACKED.has(endingOf(name)) || isWhole(name);
}

/** Answers what the library itself refused. */
async function take(library: Library, files: readonly FoundFile[], look: FileLook): Promise<Fault | null> {
  const { kind, signal, arrival, count } = look;
  const job: ImportJob = { id: 'sources', signal, sample: false, source: SOURCES[kind], arrival };
  const packed = files.filter(isPacked).map(({ path }) => path);
  const plain = files.filter((file) => !isPacked(file)).map((file) => itemOf(file, kind));
  const summaries = [
    ...(plain.length > 0 ? [await importItems(library, job, plain)] : []),
    ...(packed.length > 0 ? [await importPaths(library, job, packed)] : []),
  ];
  for (const summary of summaries) {
    if (!summary.ok) return summary.fault;
    count(summary.value.added, summary.value.duplicates);
    for (const { file, fault } of summary.value.faults) {
      library.complain({ ...fault, message: `${file}: ${fault.message}` });
    }
  }
  if (!signal.aborted) keepSourceFiles(library.database, files.map(asTaken));
  return null;
}

function asTaken({ path, stamp }: FoundFile): readonly [string, SourceFile] {
  return [path, { stamp, app: null }];
}

/** A folder that is one thing does not change when a file deep in it does: its stamp is that of all it holds. */
async function withInner(file: FoundFile, signal: AbortSignal): Promise<FoundFile> {
  const all = { depth: depthOfReports('folder'), enters: () => true, wants: () => true, signal };
  const { files } = await findFiles(file.path, all);
  const modified = files.reduce((latest, inner) => Math.max(latest, inner.modified), file.modified);
  const size = files.reduce((sum, inner) => sum + inner.size, 0);
  return { ...file, modified, size, stamp: `${modified}/${size}/${files.length}` };
}

/** One look at a folder of reports. Throws what the database throws. */
export async function lookAtFiles(library: Library, look: FileLook): Promise<Looked> {
  const { kind, path, signal } = look;
  const own = await realpath(library.path);
  const ownsFolder = kind === 'folder' || kind === 'inbox';
  const found = await findFiles(path, {
    depth: depthOfReports(kind),
    enters: (name, _depth, inner) => !isPassedIn(kind, name) && !isWhole(name) && inner !== own,
    takes: (name) => ownsFolder && isWhole(name),
    wants: (name) => isWanted(kind, name),
    signal,
  });
  const now = library.clock();
  const files: FoundFile[] = [];
  for (const file of found.files) files.push(isWhole(file.name) ? await withInner(file, signal) : file);
  const settled = files.filter((file) => isSettled(file, now));
  const wanted = await choose(library, settled, look);
  for (let start = 0; start < wanted.length && !signal.aborted; start += TOGETHER) {
    const fault = await take(library, wanted.slice(start, start + TOGETHER), look);
    if (fault !== null) return { ...found, faults: [{ path, fault }], isComplete: false, isSettled: true };
  }
  return { ...found, isSettled: settled.length === files.length };
}
