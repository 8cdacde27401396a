/** `faultline sources` and `faultline evidence`: where reports come from by themselves, and what Apple counts of a crash. */
import { resolve } from 'node:path';
import { createApi } from '../api.ts';
import type { AppleEvidence, AppleShare, ReportMode, ReportPlace, Settings } from '../../shared/contract.ts';
import { addFolder, removeFolder } from '../inbox/sources/folders.ts';
import type { Services } from '../services.ts';
import { changeSettings, readSettings } from '../store/settings.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

type Format = 'text' | 'json';

const COLUMNS: readonly Column[] = [
  { heading: 'WHAT' },
  { heading: 'READS' },
  { heading: 'TAKEN', right: true },
  { heading: 'LEFT', right: true },
  { heading: 'FOLDER' },
];

const KINDS: Readonly<Record<ReportPlace['kind'], string>> = {
  organizer: 'Xcode Organizer',
  mac: 'This Mac',
  device: 'Devices',
  folder: 'Folder',
  inbox: 'Inbox',
};

const MODES: Readonly<Record<ReportMode, string>> = { off: 'nothing', known: 'known apps', all: 'all' };

function cells({ kind, path, exists, mode, taken, left }: ReportPlace): readonly string[] {
  const where = exists ? path : `${path} (not there)`;
  return [KINDS[kind], MODES[mode], String(taken), String(left), where];
}

function print(places: readonly ReportPlace[], format: Format, terminal: Terminal): ExitCode {
  if (format === 'json') {
    terminal.write(`${JSON.stringify(places, null, 2)}\n`);
    return 0;
  }
  if (places.length === 0) terminal.write('No places. Add a folder with: faultline sources add <folder>\n');
  else terminal.write(`${formatTable(COLUMNS, places.map(cells), terminal.columns).join('\n')}\n`);
  for (const { path, fault } of places) if (fault !== null) printFault(terminal, fault, path);
  return 0;
}

/** Prints all places. */
export function listSources({ sources }: Services, format: Format, terminal: Terminal): ExitCode {
  return print(sources.list(), format, terminal);
}

/** Adds a folder, or an inbox. It is looked through by whatever has the library open, or by `faultline sources look`. */
export async function addSource(
  { library, sources }: Services,
  folder: string,
  inbox: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const added = await addFolder(library, sources, { path: resolve(folder), inbox });
  if (added.ok) return print(added.value, 'text', terminal);
  printFault(terminal, added.fault);
  return 1;
}

/** Removes a folder; what came from it stays. */
export async function removeSource(
  { library, sources }: Services,
  folder: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const removed = await removeFolder(library, sources, resolve(folder));
  if (removed.ok) return print(removed.value, 'text', terminal);
  printFault(terminal, removed.fault);
  return 1;
}

/** Looks through all places that are on, once. 1 where one could not be looked through. */
export async function lookAtSources(services: Services, terminal: Terminal): Promise<ExitCode> {
  const looked = await createApi(services)['sources.look']({});
  if (!looked.ok) {
    printFault(terminal, looked.fault);
    return 1;
  }
  const { added, duplicates, places } = looked.value;
  terminal.write(`${added} added, ${duplicates} already there\n`);
  const faults = places.flatMap(({ path, fault }) => (fault === null ? [] : [{ path, fault }]));
  for (const { path, fault } of faults) printFault(terminal, fault, path);
  return faults.length > 0 ? 1 : 0;
}

function change({ library }: Services, fields: Partial<Settings>): void {
  changeSettings(library.database, fields);
  library.events.emit('settings.changed', {});
}

/** Says what is read of the Organizer, of this Mac or of devices. */
export function setSource(
  services: Services,
  what: 'organizer' | 'mac' | 'devices',
  mode: ReportMode,
  terminal: Terminal,
): ExitCode {
  if (what === 'organizer') {
    if (mode === 'known') throw new UsageError('the Organizer has your own apps alone: say all or off');
    change(services, { organizer: mode === 'all' });
  } else change(services, what === 'mac' ? { macReports: mode } : { deviceReports: mode });
  return print(services.sources.list(), 'text', terminal);
}

/** Sets whose reports count as those of known apps besides those that the library knows; prints them without any. */
export function setApps(services: Services, apps: readonly string[], terminal: Terminal): ExitCode {
  if (apps.length > 0) change(services, { reportApps: apps.length === 1 && apps[0] === 'none' ? [] : [...apps] });
  for (const app of readSettings(services.library.database).reportApps) terminal.write(`${app}\n`);
  return 0;
}

function shares(heading: string, bars: readonly AppleShare[]): readonly string[] {
  return bars.length === 0 ? [] : [`${heading}: ${bars.map(({ label, count }) => `${label} ${count}`).join(', ')}`];
}

/** What Apple counts, as lines. */
export function evidenceLines(evidence: AppleEvidence, reports: number): readonly string[] {
  const { devices, devicesToday, period, refreshedAt, points, byVersion, byOs, byDevice, byChannel } = evidence;
  const day = refreshedAt === null ? null : new Date(refreshedAt).toISOString().slice(0, 10);
  const when = [period, day === null ? null : `as of ${day}`].filter((part) => part !== null).join(', ');
  return [
    `Apple counts ${devices === null ? 'no devices' : `at most ${devices} devices`}${when === '' ? '' : ` (${when})`}`,
    ...(devicesToday === null ? [] : [`In the last day: ${devicesToday}`]),
    `Reports here: ${reports}`,
    ...shares('Versions', byVersion),
    ...shares('Systems', byOs),
    ...shares('Devices', byDevice),
    ...shares('Channels', byChannel),
    ...points.map(
      ({ point, name, devices: met, reports: mine, elsewhere }) =>
        `Point ${point}${name === null ? '' : ` (${name})`}: ${met ?? 'unknown'} devices, ${mine} of ${mine + elsewhere} logs are of this signature`,
    ),
  ];
}

/** Prints what Apple counts of a signature, beside our own count. 1 where Apple says nothing. */
export async function printEvidence(
  services: Services,
  id: string,
  format: Format,
  terminal: Terminal,
): Promise<ExitCode> {
  const detail = await createApi(services)['signature.detail']({ id });
  if (!detail.ok) {
    printFault(terminal, detail.fault);
    return 1;
  }
  const { evidence, row } = detail.value;
  if (format === 'json') terminal.write(`${JSON.stringify({ id: row.id, reports: row.count, evidence }, null, 2)}\n`);
  else if (evidence === null) terminal.error('faultline: Xcode’s Organizer has nothing of this signature.\n');
  else terminal.write(`${evidenceLines(evidence, row.count).join('\n')}\n`);
  return evidence === null ? 1 : 0;
}
