/**
 * What filters look at, of every report, in memory: some fifty bytes a report in typed arrays, so that any filter, order or
 * count is one pass of a few milliseconds over a hundred thousand reports.
 *
 * The table `reports` is the truth. New reports are told by their keys, changed and deleted ones by `report_changes`, which
 * triggers fill; so it does not matter which host, or which part of this one, wrote.
 */
import type { SQLOutputValue } from 'node:sqlite';
import type { Database } from './database.ts';
import { integer } from './row.ts';

/** Words that a column holds, by the small numbers that stand for them; 0 stands for none. */
class Words {
  readonly list: (string | null)[] = [null];
  readonly #codes = new Map<string, number>();

  code(word: unknown): number {
    if (typeof word !== 'string') return 0;
    const known = this.#codes.get(word);
    if (known !== undefined) return known;
    this.#codes.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}

/** With more changes than these it is quicker to read everything again. */
const MOST_CHANGES = 5000;

/** Rows read at a time. */
const STEP = 2000;

/** Signature of rows whose report is gone. */
export const GONE = -1;

/** Columns that hold one of few words. */
export const WORD_COLUMNS = ['platform', 'os', 'device', 'kind', 'source', 'symbols'] as const;
export type WordColumn = (typeof WORD_COLUMNS)[number];

// The words of a report as one text: there are few different ones, and a text costs more than all the numbers.
const COLUMNS = `key, signature, release, crashed_at, feedback, device_key, json_array(${WORD_COLUMNS.join(', ')})`;

function numberOf(cell: SQLOutputValue | undefined): number {
  return typeof cell === 'number' ? cell : 0;
}

function grown<Column extends Int32Array | Float64Array | Uint8Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

/** The columns. Rows are in the order of the reports' keys; `size` of them are in use. */
export class Columns {
  size = 0;
  keys = new Int32Array(0);
  /** The signature's key, or `GONE`. */
  signature = new Int32Array(0);
  release = new Int32Array(0);
  /** Unix milliseconds; NaN where it is not known. */
  at = new Float64Array(0);
  feedback = new Uint8Array(0);
  /** A number for each pair of signature and device, 0 where the device is not known. */
  pair = new Int32Array(0);
  /** Codes of `words`. */
  readonly codes: Record<WordColumn, Int32Array>;
  readonly words: Readonly<Record<WordColumn, Words>>;
  /** Pairs at most so far. */
  pairs = 1;
  /** Keys of signatures and releases are smaller than these. */
  signatures = 1;
  releases = 1;
  readonly #devices = new Words();
  readonly #pairs = new Map<number, number>();
  /** Codes by the words of a report as one text. */
  readonly #combinations = new Map<string, readonly number[]>();
  #changeSeen = 0;

  constructor() {
    const make = <Value>(value: () => Value) => ({
      platform: value(),
      os: value(),
      device: value(),
      kind: value(),
      source: value(),
      symbols: value(),
    });
    this.codes = make(() => new Int32Array(0));
    this.words = make(() => new Words());
  }

  /** Reads what is new and what changed. Where too much did it is `outdated`: the columns are to be made anew. */
  sync(database: Database): 'same' | 'changed' | 'outdated' {
    const last = database.get(`SELECT coalesce(max(number), 0) AS number FROM report_changes`) ?? {};
    const [change, isChanged] = [integer(last, 'number'), integer(last, 'number') !== this.#changeSeen];
    if (this.size > 0 && isChanged && !this.#readChanged(database)) return 'outdated';
    this.#changeSeen = change;
    const before = this.size;
    this.#readNew(database);
    return isChanged || this.size !== before ? 'changed' : 'same';
  }

  #readNew(database: Database): void {
    const sql = `SELECT ${COLUMNS} FROM reports WHERE key > ? ORDER BY key LIMIT ${STEP}`;
    for (;;) {
      const rows = database.table(sql, this.size === 0 ? 0 : (this.keys[this.size - 1] ?? 0));
      this.#reserve(this.size + rows.length);
      for (const row of rows) this.#write(this.size++, row);
      if (rows.length < STEP) return;
    }
  }

  #readChanged(database: Database): boolean {
    const sql = 'SELECT number, report FROM report_changes WHERE number > ? ORDER BY number';
    const changes = database.table(sql, this.#changeSeen);
    // Older entries are dropped: one that is missing may have been of any report.
    if (numberOf(changes[0]?.[0]) !== this.#changeSeen + 1 || changes.length > MOST_CHANGES) return false;
    const one = `SELECT ${COLUMNS} FROM reports WHERE key = ?`;
    for (const report of new Set(changes.map((change) => numberOf(change[1])))) {
      const index = this.#indexOf(report);
      if (index === null) continue;
      const [row] = database.table(one, report);
      if (row) this.#write(index, row);
      else this.signature[index] = GONE;
    }
    // The key of a deleted report may be given to the next one.
    while (this.size > 0 && this.signature[this.size - 1] === GONE) this.size -= 1;
    return true;
  }

  #indexOf(key: number): number | null {
    let [from, to] = [0, this.size];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.keys[middle] ?? 0) < key) from = middle + 1;
      else to = middle;
    }
    return from < this.size && this.keys[from] === key ? from : null;
  }

  #reserve(size: number): void {
    if (size <= this.keys.length) return;
    const length = Math.max(size, Math.ceil(this.keys.length * 1.5));
    this.keys = grown(this.keys, new Int32Array(length));
    this.signature = grown(this.signature, new Int32Array(length));
    this.release = grown(this.release, new Int32Array(length));
    this.at = grown(this.at, new Float64Array(length));
    this.feedback = grown(this.feedback, new Uint8Array(length));
    this.pair = grown(this.pair, new Int32Array(length));
    for (const name of WORD_COLUMNS) this.codes[name] = grown(this.codes[name], new Int32Array(length));
  }

  #write(index: number, row: readonly SQLOutputValue[]): void {
    // By position: this runs once for each report, and taking a list apart by names is slow.
    const [signature, release, at] = [numberOf(row[1]), numberOf(row[2]), row[3]];
    this.keys[index] = numberOf(row[0]);
    this.signature[index] = signature;
    this.release[index] = release;
    this.at[index] = typeof at === 'number' ? at : Number.NaN;
    this.feedback[index] = numberOf(row[4]);
    this.pair[index] = this.#pairOf(signature, this.#devices.code(row[5]));
    const codes = this.#codesOf(String(row[6]));
    let column = 0;
    for (const name of WORD_COLUMNS) this.codes[name][index] = codes[column++] ?? 0;
    this.signatures = Math.max(this.signatures, signature + 1);
    this.releases = Math.max(this.releases, release + 1);
  }

  #codesOf(words: string): readonly number[] {
    const known = this.#combinations.get(words);
    if (known !== undefined) return known;
    const list: unknown = JSON.parse(words);
    const codes = WORD_COLUMNS.map((name, column) => this.words[name].code(Array.isArray(list) ? list[column] : null));
    this.#combinations.set(words, codes);
    return codes;
  }

  #pairOf(signature: number, device: number): number {
    if (device === 0) return 0;
    const both = signature * 2 ** 27 + device;
    const known = this.#pairs.get(both);
    if (known !== undefined) return known;
    this.#pairs.set(both, this.pairs);
    return this.pairs++;
  }
}
