import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import type { Database } from '../../../../electron/store/database.ts';
import { decide } from '../../../../electron/store/decisions.ts';
import { groupKey } from '../../../../electron/store/groups.ts';
import { inboxPage } from '../../../../electron/store/inbox.ts';
import { matchesOf } from '../../../../electron/store/matches.ts';
import { regroupReport } from '../../../../electron/store/reports.ts';
import { keepLog, meetSubmission } from '../../../../electron/store/submissions.ts';
import { Sums } from '../../../../electron/store/sums.ts';
import { addAll, idFor, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';
import { makeCrashSubmission } from '../../../fixtures/submissions.ts';

const TABLE = '-[HarborList tableView:didSelectRowAtIndexPath:]';
const MOOR = 'Berth.moor(at:) (Berth.swift)';
const MESSAGE = '*** -[NSNull length]: unrecognized selector sent to instance 0x…';

/** Two signatures, `table` with two reports. */
async function harbour(): Promise<Database> {
  const database = await openStore();
  addAll(database, [
    [makeFacts('1', { lines: { frames: [TABLE, 'UIKitCore'], messages: [MESSAGE] } }), makeGrouping('table')],
    [makeFacts('2', { lines: { frames: [TABLE, MOOR], messages: [] } }), makeGrouping('table')],
    [makeFacts('3', { lines: { frames: [MOOR], messages: ['SIGTRAP 5'] } }), makeGrouping('moor')],
  ]);
  return database;
}

function found(database: Database, search: string): readonly string[] {
  const page = inboxPage(database, { filter: { ...NO_FILTER, search }, sort: 'title', offset: 0, limit: 10 }, NOON);
  return page.rows.map(({ id }) => id);
}

function matches(database: Database, id: string, search: string, limit = 5) {
  return matchesOf(database, groupKey(database, id) ?? 0, search, limit);
}

function comment(database: Database, report: string, words: string): void {
  const met = meetSubmission(database, 'app', makeCrashSubmission(words, words), 1, { sample: false, now: NOON });
  keepLog(database, met.key, idFor(report));
}

describe('a search', () => {
  it.each<[string, readonly string[]]>([
    ['selectrow', ['table']],
    ['SelectRowAtIndex', ['table']],
    ['-[HarborList', ['table']],
    ['berth.moor', ['moor', 'table']],
    // Words may be in different reports of a signature, and in its title.
    ['uikitcore berth', ['table']],
    ['function sigtrap', ['moor']],
    ['unrecognized 0x00006000017a4b20', ['table']],
    ['swift at', ['moor', 'table']],
    ['at', []],
    ['pier', ['moor', 'table']],
    ['selectrow nowhere', []],
    [' ', ['moor', 'table']],
  ])('for %j finds %j', async (search, expected) => {
    expect(found(await harbour(), search)).toEqual(expected);
  });

  it('finds what testers wrote, and who says so in a note', async () => {
    const database = await harbour();
    comment(database, '3', 'Froze while mooring\nagain');
    expect(found(database, 'froze again')).toEqual(['moor']);
    decide(database, 'table', { note: 'ask *Grace* about indexes' });
    expect(found(database, 'grace')).toEqual(['table']);
  });

  it('forgets a note that was changed, and finds the new one', async () => {
    const database = await harbour();
    decide(database, 'table', { note: 'ask Grace' });
    expect(found(database, 'grace')).toEqual(['table']);
    decide(database, 'table', { note: 'ask Ada' });
    expect([found(database, 'grace'), found(database, 'ask ada')]).toEqual([[], ['table']]);
    expect(database.all("SELECT 1 FROM search_lines WHERE text LIKE '%Grace%'")).toEqual([]);
  });

  it('knows a note of before the signature came', async () => {
    const database = await openStore();
    decide(database, 'later', { note: 'seen at sea' });
    addAll(database, [[makeFacts('1'), makeGrouping('later')]]);
    expect(found(database, 'seen sea')).toEqual(['later']);
  });

  it('follows a report to another signature, with the names that symbols gave it', async () => {
    const database = await harbour();
    database.transaction(() => {
      const sums = new Sums(database);
      const facts = makeFacts('1', { lines: { frames: ['Buoy.ring()'], messages: [MESSAGE] } });
      regroupReport(database, sums, facts.id, facts, makeGrouping('buoy'));
      sums.flush();
    });
    expect(found(database, 'buoy.ring')).toEqual(['buoy']);
    expect(found(database, 'unrecognized')).toEqual(['buoy']);
    expect(found(database, 'uikitcore')).toEqual([]);
    expect(found(database, 'selectrow')).toEqual(['table']);
  });

  it('takes anything for words', async () => {
    const database = await harbour();
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom('"', "'", 'OR', 'AND', 'NOT', 'NEAR(', '*', '^', ':', '-', '{', '\0', '%', '_', '\\', 'row'),
          {
            maxLength: 60,
          },
        )
        .map((parts) => parts.join(' ').slice(0, 300)),
      fc.constant('\ud800 lone'),
      fc.constant('x'.repeat(300)),
    );
    fc.assert(
      fc.property(hostile, (search) => {
        expect(found(database, search).length).toBeLessThanOrEqual(2);
        expect(matches(database, 'table', search).matches.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a search found in a signature', () => {
  it('is shown line by line with the words', async () => {
    const { total, matches: found } = matches(await harbour(), 'table', 'SELECTROW');
    expect(total).toBe(1);
    const [from, to] = found[0]?.ranges[0] ?? [0, 0];
    expect(found[0]?.field).toBe('frame');
    expect(found[0]?.text.slice(from, to)).toBe('SelectRow');
  });

  it('begins with lines that hold all words, and counts those', async () => {
    const { total, matches: lines } = matches(await harbour(), 'table', 'moor berth');
    expect([total, lines.map(({ text }) => text)]).toEqual([1, [MOOR]]);
    // The words overlap one another and themselves.
    expect(matches(await harbour(), 'table', 'berth.moor moor( .swift').matches[0]?.ranges).toEqual([
      [0, 11],
      [22, 28],
    ]);
  });

  it('shows where each word is when no line holds them all', async () => {
    const { total, matches: lines } = matches(await harbour(), 'table', 'selectrow unrecognized');
    expect([total, lines.map(({ field }) => field)]).toEqual([2, ['frame', 'message']]);
  });

  it('is limited in number, not in count', async () => {
    const { total, matches: lines } = matches(await harbour(), 'table', 'e', 2);
    expect(lines).toHaveLength(2);
    expect(total).toBeGreaterThan(2);
  });

  it('shows the part of a long line that matters', async () => {
    const database = await openStore();
    const long = `${'wharf '.repeat(60)}Quay.end() ${'pier '.repeat(10)}`.trim();
    addAll(database, [[makeFacts('1', { lines: { frames: [long], messages: [] } }), makeGrouping('a')]]);
    const [match] = matches(database, 'a', 'quay.end').matches;
    const [from, to] = match?.ranges[0] ?? [0, 0];
    expect(match?.text.slice(from, to)).toBe('Quay.end');
    expect(match?.text.startsWith('…')).toBe(true);
    expect(match?.text.length).toBeLessThanOrEqual(242);
  });

  it('highlights letters whose small form is longer where they stand', async () => {
    const database = await openStore();
    const line = 'İskele.BAĞLA()';
    addAll(database, [[makeFacts('1', { lines: { frames: [line], messages: [] } }), makeGrouping('a')]]);
    const [match] = matches(database, 'a', 'bağla').matches;
    const [from, to] = match?.ranges[0] ?? [0, 0];
    expect(match?.text.slice(from, to)).toBe('BAĞLA');
  });

  it('is nothing without words', async () => {
    expect(matches(await harbour(), 'table', ' ')).toEqual({ total: 0, matches: [] });
  });
});

it('keeps each line once, however often it was seen', async () => {
  const database = await harbour();
  expect(database.all('SELECT text FROM search_lines WHERE text = ?', TABLE)).toHaveLength(1);
});
