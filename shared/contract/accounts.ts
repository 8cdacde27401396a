/**
 * App Store Connect in the contract: accounts (one key each), their checks, and how far synchronisation has come.
 *
 * A private key crosses once, from the renderer to the host, in `accounts.check` and `accounts.add`. It never comes back:
 * no type here has a field for it.
 */
import { z } from 'zod';
import type { Diagnosis } from '../appstore/diagnosis/diagnosis.ts';

/** A key of a team, or of one person. */
export type AccountKind = 'team' | 'individual';

/** Data that the key's role does not open. */
export interface MissingRole {
  /** `TestFlight’s crash feedback` */
  readonly data: string;
  /** `the role Admin, App Manager or Developer`; null where Apple names none. */
  readonly role: string | null;
}

/** How the last synchronisation of an account ended. */
export interface LastSync {
  /** Unix milliseconds. */
  readonly at: number;
  readonly state: 'done' | 'failed' | 'cancelled' | 'offline';
  /** Why it failed. */
  readonly diagnosis: Diagnosis | null;
}

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly keyId: string;
  /** Null for a key of one person. */
  readonly issuerId: string | null;
  readonly kind: AccountKind;
  readonly addedAt: number;
  readonly lastSync: LastSync | null;
  /** As of its last check or synchronisation. */
  readonly missingRoles: readonly MissingRole[];
}

/** What Apple said to a key. */
export interface AccountCheck {
  /** Null where the key is accepted. */
  readonly diagnosis: Diagnosis | null;
  /** Apps that the key sees. */
  readonly apps: number;
  readonly missingRoles: readonly MissingRole[];
}

/** What became of a key that was to be added. */
export interface AccountAdded {
  /** Null where Apple refused the key: nothing was saved. */
  readonly account: AccountRow | null;
  readonly check: AccountCheck;
}

/** One line of the doctor's table. */
export interface DoctorCheck {
  /** A stable name: `clock`, `key`, `agreements`, `builds` … */
  readonly id: string;
  /** What was looked at: `Clock`, `Crash feedback`. */
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'error' | 'skipped';
  /** What was found, in one sentence. */
  readonly sentence: string;
  /** What is wrong, where something is. */
  readonly diagnosis: Diagnosis | null;
}

/** What a synchronisation is at. */
export type SyncPhase = 'idle' | 'apps' | 'builds' | 'crashes' | 'logs' | 'feedback' | 'screenshots';

/** Requests of Apple's rolling hour. */
export interface RateLimitLeft {
  readonly limit: number;
  readonly remaining: number;
}

export interface AccountSync {
  /** The account's id. */
  readonly id: string;
  readonly phase: SyncPhase;
  /** The app that is at work. */
  readonly app: string | null;
  /** Of the phase. */
  readonly done: number;
  /** Null while nobody knows. */
  readonly total: number | null;
  /** When it was last complete. */
  readonly lastSynced: number | null;
  /** When it starts by itself. */
  readonly nextAt: number | null;
  /** Apple could not be reached: a state, not an error; the next synchronisation tries again. */
  readonly offline: boolean;
  readonly problem: Diagnosis | null;
  readonly rateLimit: RateLimitLeft | null;
}

export interface SyncState {
  readonly running: boolean;
  readonly accounts: readonly AccountSync[];
}

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);

const newKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  keyId: z.string().regex(/^[A-Za-z0-9]{2,32}$/),
  /** Null for a key of one person. */
  issuerId: z
    .string()
    .regex(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
    .nullable(),
  /** The text of the `.p8`, as dropped or pasted. */
  privateKey: z.string().min(1).max(16_384),
});

export const accountInputs = {
  'accounts.list': z.strictObject({}),
  /** Asks Apple whether a key works. Nothing is saved. */
  'accounts.check': newKey,
  /** Checks a key and saves it when Apple accepts it. */
  'accounts.add': newKey,
  /** Removes an account and its keychain item. What was synchronised stays. */
  'accounts.remove': z.strictObject({ id }),
  'accounts.doctor': z.strictObject({ id }),
  /** Starts now; `null` means all. Answers at once: events tell how it goes. */
  'sync.start': z.strictObject({
    account: id.nullable().default(null),
    /** A bundle id or Apple's number of an app. */
    app: z.string().min(1).max(300).nullable().default(null),
  }),
  'sync.cancel': z.strictObject({}),
  'sync.state': z.strictObject({}),
} as const satisfies Record<string, z.ZodType>;

export interface AccountOutputs {
  'accounts.list': readonly AccountRow[];
  'accounts.check': AccountCheck;
  'accounts.add': AccountAdded;
  'accounts.remove': null;
  'accounts.doctor': readonly DoctorCheck[];
  'sync.start': SyncState;
  'sync.cancel': SyncState;
  'sync.state': SyncState;
}

export interface AccountEvents {
  /** Accounts whose synchronisation moved on: ask `sync.state` (and `accounts.list` when one ended). */
  'sync.changed': { readonly accounts: readonly string[] };
}
