/** Accounts of App Store Connect: everything but their secrets. And the lease by which one host synchronises at a time. */
import type { Diagnosis } from '../../shared/appstore/diagnosis/diagnosis.ts';
import type { AccountRow, LastSync, MissingRole } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { parseDiagnosis, parseMissingRoles } from './documents.ts';
import { integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';

const ENDS = ['done', 'failed', 'cancelled', 'offline'] as const satisfies readonly LastSync['state'][];

/** An account with when it was last complete. */
export interface StoredAccount extends AccountRow {
  readonly syncedAt: number | null;
}

function toLastSync(row: Row): LastSync | null {
  const at = integerOrNull(row, 'ended_at');
  if (at === null) return null;
  const diagnosis = textOrNull(row, 'diagnosis');
  const state = word(row, 'ended_as', ENDS);
  return { at, state, diagnosis: diagnosis === null ? null : parseDiagnosis(diagnosis) };
}

function toAccount(row: Row): StoredAccount {
  const issuerId = textOrNull(row, 'issuer_id');
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    keyId: text(row, 'key_id'),
    issuerId,
    kind: issuerId === null ? 'individual' : 'team',
    addedAt: integer(row, 'added_at'),
    lastSync: toLastSync(row),
    missingRoles: parseMissingRoles(text(row, 'missing_roles')),
    syncedAt: integerOrNull(row, 'synced_at'),
  };
}

/** All of them, in the order in which they were added. */
export function listAccounts(database: Database): readonly StoredAccount[] {
  return database.all('SELECT * FROM accounts ORDER BY added_at, id').map(toAccount);
}

/** The account of that id, or null. */
export function findAccount(database: Database, id: string): StoredAccount | null {
  const row = database.get('SELECT * FROM accounts WHERE id = ?', id);
  return row ? toAccount(row) : null;
}

/** Enters an account; a key that is there takes the new name, issuer and roles. Answers its id. */
export function keepAccount(
  database: Database,
  account: Pick<AccountRow, 'id' | 'name' | 'keyId' | 'issuerId' | 'addedAt' | 'missingRoles'>,
): string {
  const row = database.get(
    `INSERT INTO accounts (id, name, key_id, issuer_id, added_at, missing_roles) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key_id) DO UPDATE SET name = excluded.name, issuer_id = excluded.issuer_id,
       missing_roles = excluded.missing_roles
     RETURNING id`,
    account.id,
    account.name,
    account.keyId,
    account.issuerId,
    account.addedAt,
    JSON.stringify(account.missingRoles),
  );
  return text(row ?? {}, 'id');
}

/** Forgets an account; false when there is none of that id. What it brought stays. */
export function forgetAccount(database: Database, id: string): boolean {
  return database.run('DELETE FROM accounts WHERE id = ?', id) > 0;
}

/** Notes which data the key's role does not open. */
export function noteRoles(database: Database, id: string, roles: readonly MissingRole[]): void {
  database.run('UPDATE accounts SET missing_roles = ? WHERE id = ?', JSON.stringify(roles), id);
}

/** How a synchronisation ended. */
export interface SyncEnd {
  readonly at: number;
  readonly state: LastSync['state'];
  readonly diagnosis: Diagnosis | null;
  /** Null where the synchronisation did not get far enough to tell. */
  readonly missingRoles: readonly MissingRole[] | null;
  /** Whether all apps were synchronised to their end. */
  readonly whole: boolean;
}

/** Notes how a synchronisation ended. */
export function noteSyncEnd(database: Database, account: string, end: SyncEnd): void {
  database.run(
    `UPDATE accounts SET ended_at = ?1, ended_as = ?2, diagnosis = ?3, missing_roles = coalesce(?4, missing_roles),
       synced_at = CASE WHEN ?5 THEN ?1 ELSE synced_at END
     WHERE id = ?6`,
    end.at,
    end.state,
    end.diagnosis === null ? null : JSON.stringify(end.diagnosis),
    end.missingRoles === null ? null : JSON.stringify(end.missingRoles),
    end.whole ? 1 : 0,
    account,
  );
}

/**
 * Takes the lease, or makes it last longer. False while another process that is alive holds it. Times are Unix
 * milliseconds; `isAlive` asks the system about a process of this computer.
 */
export function takeLease(
  database: Database,
  process: number,
  now: number,
  until: number,
  isAlive: (process: number) => boolean,
): boolean {
  return database.transaction(() => {
    const row = database.get('SELECT process, until FROM sync_lease');
    const holder = row ? integer(row, 'process') : process;
    // A lease of the far future is one of a clock that was set back.
    const isHeld = row !== undefined && integer(row, 'until') > now && integer(row, 'until') <= now + (until - now) * 2;
    if (holder !== process && isHeld && isAlive(holder)) return false;
    database.run(
      `INSERT INTO sync_lease (only, process, until) VALUES (1, ?, ?)
       ON CONFLICT (only) DO UPDATE SET process = excluded.process, until = excluded.until`,
      process,
      until,
    );
    return true;
  });
}

/** Gives the lease back. */
export function dropLease(database: Database, process: number): void {
  database.run('DELETE FROM sync_lease WHERE process = ?', process);
}
