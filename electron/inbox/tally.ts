/** The counts of an import while it runs, and the summary at its end. */
import type { ImportSummary } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import { findReport } from '../store/reports.ts';
import type { Database } from '../store/database.ts';

/** Faults that are told one by one. */
const MAX_FAULTS = 200;
/** Archives that are told one by one. */
const MAX_ARCHIVES = 200;

interface Counts {
  added: number;
  duplicates: number;
  unread: number;
  notReports: number;
  dsyms: number;
  symbolicated: number;
}

/** An archive, and how many reports came out of it. */
type Archive = NonNullable<ImportSummary['archives']>[number];

interface Seen {
  readonly report: string;
  readonly crashedAt: number;
}

export class ImportTally {
  readonly #counts: Counts = { added: 0, duplicates: 0, unread: 0, notReports: 0, dsyms: 0, symbolicated: 0 };
  readonly #faults: { readonly file: string; readonly fault: Fault }[] = [];
  readonly #archives: Archive[] = [];
  /** Files of folders that were left alone. */
  #passed = 0;
  #feedback = 0;
  #newest: Seen | null = null;

  #see(report: string, crashedAt: number | null): void {
    const seen = { report, crashedAt: crashedAt ?? Number.NEGATIVE_INFINITY };
    if (this.#newest === null || seen.crashedAt >= this.#newest.crashedAt) this.#newest = seen;
  }

  /** A report was added. */
  added(report: string, crashedAt: number | null): void {
    this.#counts.added += 1;
    this.#see(report, crashedAt);
  }

  /** A report that the library has came again. */
  met(report: string, crashedAt: number | null): void {
    this.#counts.duplicates += 1;
    this.#see(report, crashedAt);
  }

  /** A file was kept as unread, now or once before. */
  unread(fault: Fault): void {
    if (fault.kind === 'not-a-report') this.#counts.notReports += 1;
    else this.#counts.unread += 1;
  }

  /** A file of a folder was no report and was left alone. */
  passedOver(): void {
    this.#passed += 1;
  }

  /** Nobody need hear how much was left alone: archives hold anything. */
  forgetPassed(): void {
    this.#passed = 0;
  }

  /** Whether nothing is there to be told. */
  get isEmpty(): boolean {
    const { added, duplicates, unread, notReports, dsyms } = this.#counts;
    return added + duplicates + unread + notReports + dsyms + this.#feedback + this.#faults.length === 0;
  }

  /** Reports that were added so far. */
  get reports(): number {
    return this.#counts.added;
  }

  /** A file could not be taken in. */
  refused(file: string, fault: Fault): void {
    if (this.#faults.length < MAX_FAULTS) this.#faults.push({ file, fault });
  }

  /** Files that could not be taken in, so far. */
  get faults(): ImportSummary['faults'] {
    return this.#faults;
  }

  /** Slices were indexed. */
  indexed(slices: number): void {
    this.#counts.dsyms += slices;
  }

  /** Reports got symbols. */
  symbolicated(reports: number): void {
    this.#counts.symbolicated += reports;
  }

  /** An archive was taken apart. */
  unpacked(name: string, added: number): void {
    if (this.#archives.length < MAX_ARCHIVES) this.#archives.push({ name, added });
  }

  /** Feedback of testers came. */
  gotFeedback(entries: number): void {
    this.#feedback += entries;
  }

  /** Counts of their own, for a transaction that may fail. */
  fork(): ImportTally {
    return new ImportTally();
  }

  /** Takes in the counts of a transaction that did not. */
  join(other: ImportTally): void {
    const mine = this.#counts;
    const theirs = other.#counts;
    mine.added += theirs.added;
    mine.duplicates += theirs.duplicates;
    mine.unread += theirs.unread;
    mine.notReports += theirs.notReports;
    mine.dsyms += theirs.dsyms;
    mine.symbolicated += theirs.symbolicated;
    this.#passed += other.#passed;
    this.#feedback += other.#feedback;
    for (const { name, added } of other.#archives) this.unpacked(name, added);
    for (const { file, fault } of other.#faults) this.refused(file, fault);
    if (other.#newest) this.#see(other.#newest.report, other.#newest.crashedAt);
  }

  /** The summary; the signature is the one to which the newest report belongs now. */
  summary(database: Database, cancelled: boolean): ImportSummary {
    const report = this.#newest === null ? null : findReport(database, this.#newest.report);
    return {
      ...this.#counts,
      notReports: this.#counts.notReports + this.#passed,
      ...(this.#archives.length === 0 ? {} : { archives: this.#archives }),
      ...(this.#feedback === 0 ? {} : { feedback: this.#feedback }),
      cancelled,
      signature: report?.signature ?? null,
      report: report?.id ?? null,
      faults: this.#faults,
    };
  }
}
