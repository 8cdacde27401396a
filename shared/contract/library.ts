/**
 * The care of the library itself: how large it is, whether all of it is there, building anew what is derived, backups,
 * another folder for it; and what can be done about a library that does not open.
 */
import { z } from 'zod';
import type { Fault } from '../result.ts';

/** What a library consists of. Caches may be deleted at any time; all else is kept. */
export const LIBRARY_PARTS = ['database', 'reports', 'screenshots', 'symbols', 'caches', 'others'] as const;
export type LibraryPartName = (typeof LIBRARY_PARTS)[number];

export interface LibraryPart {
  readonly part: LibraryPartName;
  readonly files: number;
  readonly bytes: number;
}

export interface LibrarySize {
  readonly path: string;
  readonly bytes: number;
  readonly parts: readonly LibraryPart[];
}

/** What is wrong with a library, by its cause. */
export type FindingKind =
  | 'database-damaged'
  | 'references-broken'
  | 'sums-wrong'
  | 'original-missing'
  | 'original-damaged'
  | 'original-unlisted'
  | 'screenshot-missing'
  | 'screenshot-damaged'
  | 'screenshot-unlisted'
  | 'cache-damaged';

/** What mends a finding: a call of this contract, the user's own act, or nothing any more. */
export type Mend = 'rebuild' | 'empty-caches' | 'restore' | 'synchronise';

export interface Finding {
  readonly kind: FindingKind;
  /** How many things it is about. */
  readonly count: number;
  /** `3 reports have lost their original file.` */
  readonly sentence: string;
  readonly mend: Mend;
  /** `Copy them back from a backup, or import the files again.` */
  readonly advice: string;
  /** Ids or names of some of the things, at most ten. */
  readonly examples: readonly string[];
}

export interface Verification {
  /** Whether nothing was found. */
  readonly clean: boolean;
  readonly findings: readonly Finding[];
  /** What was looked at. */
  readonly reports: number;
  readonly unread: number;
  readonly screenshots: number;
  readonly caches: number;
}

/** What was taken over from a database that is damaged. */
export interface Salvaged {
  /** In words: `decisions`, `accounts`. */
  readonly what: string;
  readonly rows: number;
  /** Rows that could not be read; null where nobody can tell how many there were. */
  readonly lost: number | null;
}

export interface RebuiltLibrary {
  /** Reports that were read and grouped anew. */
  readonly reports: number;
  /** Files that are kept and could not be read. */
  readonly unread: number;
  /** Reports whose original is gone; they stay as they were where the database could be read. */
  readonly missing: number;
  /** Null where the database was sound, and was built anew in place. */
  readonly salvaged: readonly Salvaged[] | null;
  /** Where the damaged database lies now; null where there was none. */
  readonly movedAside: string | null;
}

export interface BackUpCounts {
  readonly files: number;
  readonly bytes: number;
  /** What looking through the backup came to. */
  readonly verification: Verification;
}

/** `dismissed`: nobody chose a place. */
export type BackUpSummary =
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'folder'; readonly path: string; readonly counts: BackUpCounts }
  | { readonly kind: 'zip'; readonly path: string; readonly counts: BackUpCounts }
  | {
      readonly kind: 'download';
      readonly href: string;
      readonly fileName: string;
      readonly counts: BackUpCounts;
    };

export type MoveSummary =
  | { readonly kind: 'dismissed' }
  | {
      readonly kind: 'moved';
      readonly from: string;
      readonly to: string;
      /** Whether Faultline opens it there by itself from now on. */
      readonly remembered: boolean;
      /** Why the old folder is still there; null where it is gone. */
      readonly left: Fault | null;
    };

/** What can be done about a library that does not open. */
export type OpeningAct = 'retry' | 'choose' | 'rebuild' | 'reveal';

/** Whether there is a library to work with. */
export type Opening =
  | { readonly state: 'open' }
  /** Under way: it is opened, built anew, or moved. */
  | { readonly state: 'busy'; readonly path: string }
  | { readonly state: 'closed'; readonly path: string; readonly fault: Fault; readonly acts: readonly OpeningAct[] };

const job = z.string().regex(/^[0-9a-z-]{1,64}$/);
/** An absolute path on the host; null: the host asks. */
const place = z.string().min(1).max(4096).nullable();

/** What each call takes. `library.cancel` ends a job that was given the same id. */
export const libraryInputs = {
  'library.size': z.strictObject({}),
  'library.verify': z.strictObject({ job }),
  'library.rebuild': z.strictObject({ job }),
  /** Without a path: into a folder that the host asks for, or as a zip to download. A path that ends in `.zip` is a zip. */
  'library.backUp': z.strictObject({ job, to: place.default(null) }),
  /** Faults with `forbidden` where the host was told by name which library to open. */
  'library.move': z.strictObject({ job, to: place.default(null) }),
  'library.emptyCaches': z.strictObject({}),
  'library.cancel': z.strictObject({ job }),
  /** Answered also while no library is open. */
  'library.opening': z.strictObject({}),
  /** One of the acts that the state offers. `to` is for `choose`: null where the host asks. */
  'library.open': z.strictObject({ act: z.enum(['retry', 'choose', 'rebuild', 'reveal']), to: place.default(null) }),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface LibraryOutputs {
  'library.size': LibrarySize;
  'library.verify': Verification;
  'library.rebuild': RebuiltLibrary;
  'library.backUp': BackUpSummary;
  'library.move': MoveSummary;
  'library.emptyCaches': { readonly files: number; readonly bytes: number };
  'library.cancel': null;
  'library.opening': Opening;
  'library.open': Opening;
}

/** How far a job of the library's care has come. */
export interface LibraryEvents {
  /** Whether there is a library has changed: ask `library.opening`. */
  'library.opening': { readonly state: Opening['state'] };
  'library.progress': {
    readonly job: string;
    /** In words: `Looking at reports`. */
    readonly step: string;
    readonly done: number;
    /** Null while it is not known. */
    readonly total: number | null;
  };
}
