/** Words around the ways by which reports come. */
import { assertNever } from '../../shared/assert.ts';
import type { AppleEvidence, ReportPlace, ReportSource, SourcesLook } from '../../shared/contract.ts';
import { moment } from './dates.ts';
import { count, counted } from './numbers.ts';

/** What a place is, for people who never heard of its path. */
export function sourceWords(kind: ReportPlace['kind']): string {
  switch (kind) {
    case 'organizer':
      return 'Xcode’s Organizer';
    case 'mac':
      return 'This Mac';
    case 'device':
      return 'Devices';
    case 'folder':
      return 'Folder';
    case 'inbox':
      return 'Inbox';
    default:
      return assertNever(kind);
  }
}

/** How a place stands: what came from it, or why nothing does. */
export function sourceStatus({ kind, exists, mode, looking, taken, left, fault }: ReportPlace): string {
  if (mode === 'off') return '';
  if (!exists)
    return kind === 'organizer' ? 'Nothing there yet: open Window › Organizer › Crashes in Xcode' : 'Not there';
  if (looking) return 'Looking…';
  if (fault !== null) return fault.message;
  const files = counted(taken, 'file');
  return left === 0 ? files : `${files}, ${count(left)} of other apps left alone`;
}

/** What a look came to. */
export function lookWords({ added, duplicates }: SourcesLook): string {
  if (added === 0) return 'Nothing new';
  const known = duplicates === 0 ? '' : `, ${count(duplicates)} already there`;
  return `${counted(added, 'report')} added${known}`;
}

/** By which way a report came. */
export function doorWords(source: ReportSource['source']): string {
  switch (source) {
    case 'file':
      return 'File';
    case 'testflight':
      return 'TestFlight';
    case 'organizer':
      return 'Xcode’s Organizer';
    case 'mac':
      return 'This Mac';
    case 'device':
      return 'Device';
    case 'folder':
      return 'Watched folder';
    default:
      return assertNever(source);
  }
}

/** `P1Y`, `P2W` and the like in words; what is neither as it is. */
function periodWords(period: string): string {
  const [, number, unit = ''] = /^P(\d{1,3})([DWMY])$/.exec(period) ?? [];
  const name = { D: 'day', W: 'week', M: 'month', Y: 'year' }[unit];
  return number === undefined || name === undefined ? period : `over ${counted(Number(number), name)}`;
}

/** Over which time Apple counted, and when Xcode asked. */
export function evidenceTime({ period, refreshedAt }: AppleEvidence): string {
  const asked = refreshedAt === null ? null : `as of ${moment(refreshedAt)}`;
  return [period === null ? null : periodWords(period), asked].filter((part) => part !== null).join(', ');
}
