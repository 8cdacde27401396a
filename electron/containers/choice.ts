/**
 * Which files of a folder or an archive may be reports, by name and place alone. People keep reports among many other
 * things; a sysdiagnose is thousands of files, some of which are.
 */
import { lastPart } from './names.ts';

/**
 * `report`: kept even where it cannot be read. `maybe`: kept only when it is one. `picture`: of use beside feedback.
 * `none`: not looked at.
 */
export type Interest = 'report' | 'maybe' | 'picture' | 'none';

/** Folders that never hold reports, but code by the thousand files. */
const PASSED_FOLDERS = new Set(['.app', '.framework', '.bundle', '.xctest', '.dsym', '.xcarchive', '.logarchive']);

/** Endings that nothing but reports have, in small letters. */
export const CERTAIN_ENDINGS: ReadonlySet<string> = new Set([
  '.ips',
  '.crash',
  '.panic',
  '.spin',
  '.hang',
  '.diag',
  '.shutdownstall',
  '.gpurestart',
  '.beta',
  '.synced',
]);
/** Endings under which people keep reports, too. */
const LIKELY_ENDINGS = new Set([...CERTAIN_ENDINGS, '', '.txt', '.log', '.json']);

const PICTURE_ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.heic']);

/** Where a sysdiagnose keeps them. */
const CRASH_FOLDERS = new Set([
  'crashes_and_spins',
  'panics',
  'diagnosticlogs',
  'diagnosticreports',
  'crashreporter',
  'mobiledevice',
  'crashes',
  'spins',
  'hangs',
]);
/** Texts at its top that are reports: all stacks at the time it was made. */
const TOP_REPORTS = /^(?:spindump|stacks|stackshot|microstackshots)\b.*\.(?:txt|ips)$/;

/** `.ips`; '' where there is none, as in `.DS_Store`. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot).toLowerCase();
}

/** Whether a folder holds a sysdiagnose, whatever it is called by now. */
export function holdsSysdiagnose(names: readonly string[]): boolean {
  return names.includes('crashes_and_spins');
}

/** Whether a folder, or an archive, is a sysdiagnose. */
export function isSysdiagnose(name: string): boolean {
  return /^(?:in_progress_)?sysdiagnose_/i.test(name);
}

function interestInSysdiagnose(folders: readonly string[], name: string): Interest {
  if (hasReportEnding(name)) return 'report';
  if (folders.some((folder) => CRASH_FOLDERS.has(folder))) return 'maybe';
  return folders.length === 0 && TOP_REPORTS.test(name) ? 'maybe' : 'none';
}

/** Whether a file is called what nothing but reports are called. */
export function hasReportEnding(path: string): boolean {
  return CERTAIN_ENDINGS.has(endingOf(lastPart(path)));
}

/** How much the name of a file that lies in a folder promises. */
export function interestInName(name: string): Interest {
  const ending = endingOf(name);
  // Xcode's list of all crash points stands beside them.
  if (/^listablepoints\.json$/i.test(name)) return 'maybe';
  if (PICTURE_ENDINGS.has(ending)) return 'picture';
  return LIKELY_ENDINGS.has(ending) ? 'report' : 'maybe';
}

/**
 * Where Organizer keeps the crashes of a product, in a folder that is called like its bundle identifier: `com.example.app`
 * is no program then.
 */
export const PRODUCT_CRASHES = 'Crashes';

/** Whether a folder is called like one of code: what is in it is not looked at, unless it is a product of Organizer's. */
export function isPassedFolder(name: string): boolean {
  return PASSED_FOLDERS.has(endingOf(name));
}

/**
 * How much the path of a file promises. `around` are names that stand before the path: of archives that it is in, of folders
 * that these lie in.
 */
export function interestIn(path: string, around: readonly string[]): Interest {
  const parts = path.split('/');
  const name = lastPart(path).toLowerCase();
  const folders = parts.slice(0, -1);
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return 'none';
  const isPassed = folders.some((folder, place) => isPassedFolder(folder) && folders[place + 1] !== PRODUCT_CRASHES);
  if (isPassed) return 'none';
  const top = folders.findLastIndex(isSysdiagnose);
  if (top >= 0 || around.some(isSysdiagnose)) {
    return interestInSysdiagnose(
      folders.slice(top + 1).map((folder) => folder.toLowerCase()),
      name,
    );
  }
  // What else people pack beside reports is nobody's to read.
  const interest = interestInName(name);
  return interest === 'report' && !hasReportEnding(name) ? 'maybe' : interest;
}
