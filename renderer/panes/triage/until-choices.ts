/** Until when a signature can be ignored: what the picker offers, and what numbers and dates that are typed mean. Pure. */
import type { Act } from '../../../shared/contract.ts';
import type { ReportKind } from '../../../shared/report/report.ts';
import type { Choice } from '../../ui/Chooser.tsx';
import { day } from '../../words/dates.ts';
import { countedReports } from '../../words/kinds.ts';
import { counted } from '../../words/numbers.ts';

type Until = Extract<Act, { readonly kind: 'ignore' }>['until'];

export interface UntilChoice extends Choice {
  readonly until: Until;
}

/** What choices depend on. */
interface Asked {
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether `For ever` is a choice. */
  readonly forEver: boolean;
  /** Of all reports that are to be ignored; null where there are several. */
  readonly kind: ReportKind | null;
}

/** The hour at which something is due again: the start of a working day. */
const HOUR = 9;
const MOST_REPORTS = 1_000_000;
const MOST_DAYS = 3650;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function morning(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), HOUR).getTime();
}

function inDays(days: number, now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return morning(date);
}

/** Days until the next Monday, at least one. */
function toMonday(now: number): number {
  return (8 - new Date(now).getDay()) % 7 || 7;
}

function more(count: number, kind: ReportKind | null): UntilChoice {
  const label = `Until ${countedReports(count, kind, 'more ')}`;
  return { key: `more-${count}`, label, until: { kind: 'more', count } };
}

function at(label: string, time: number, now: number): UntilChoice {
  return { key: `date-${label}`, label, detail: day(time, now), until: { kind: 'date', at: time } };
}

function standing({ now, forEver, kind }: Asked): readonly UntilChoice[] {
  const ever: UntilChoice = { key: 'ever', label: 'For ever', until: { kind: 'ever' } };
  return [
    ...(forEver ? [ever] : []),
    { key: 'next-build', label: 'Until the next build', until: { kind: 'next-build' } },
    more(10, kind),
    more(100, kind),
    at('Until tomorrow', inDays(1, now), now),
    at('Until next week', inDays(toMonday(now), now), now),
    at('For 30 days', inDays(30, now), now),
  ];
}

/** A day that was typed, `2026-12-24`, `24 Dec` or `24 December 2026`; null where it is none, or past. */
function typedDay(words: string, now: number): number | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  const named = /^(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?$/i.exec(words);
  const month = iso ? Number(iso[2]) - 1 : MONTHS.indexOf(named?.[2]?.slice(0, 3).toLowerCase() ?? '');
  const date = Number(iso ? iso[3] : named?.[1]);
  const year = Number((iso ? iso[1] : named?.[3]) ?? new Date(now).getFullYear());
  const given = new Date(year, month, date, HOUR);
  if (month < 0 || given.getMonth() !== month || given.getDate() !== date) return null;
  // Without a year it is the next such day.
  if (given.getTime() <= now && !iso && named?.[3] === undefined) given.setFullYear(year + 1);
  return given.getTime() > now ? given.getTime() : null;
}

function typed(words: string, { now, kind }: Asked): readonly UntilChoice[] {
  const number = /^\d{1,7}$/.test(words) ? Number(words) : 0;
  const time = typedDay(words, now);
  return [
    ...(number >= 1 && number <= MOST_REPORTS ? [more(number, kind)] : []),
    ...(number >= 1 && number <= MOST_DAYS ? [at(`For ${counted(number, 'day')}`, inDays(number, now), now)] : []),
    ...(time === null ? [] : [at(`Until ${day(time, now)}`, time, now)]),
  ];
}

/** What the picker offers for what was typed. */
export function untilChoices(words: string, asked: Asked): readonly UntilChoice[] {
  const wanted = words.trim().toLowerCase();
  const fixed = standing(asked).filter(({ label }) => label.toLowerCase().includes(wanted));
  const free = typed(wanted, asked).filter(({ label }) => !fixed.some((choice) => choice.label === label));
  return [...free, ...fixed];
}
