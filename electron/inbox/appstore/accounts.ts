/**
 * Accounts of App Store Connect: a key is checked against Apple before it is saved; its secret goes into the keychain and
 * nowhere else. What the library keeps of it is in `store/accounts.ts`.
 */
import { randomUUID } from 'node:crypto';
import type { Diagnosis } from '../../../shared/appstore/diagnose.ts';
import { endpointOf, ENDPOINT_WORDS, ROLES } from '../../../shared/appstore/diagnosis/endpoint.ts';
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import { readPrivateKey } from '../../../shared/appstore/key.ts';
import type {
  AccountAdded,
  AccountCheck,
  AccountRow,
  CheckedInput,
  DoctorCheck,
  MissingRole,
} from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { listApps } from '../../appstore/builds.ts';
import type { Pages } from '../../appstore/builds.ts';
import { checkAccount as lookOver, missingRoles } from '../../appstore/doctor.ts';
import { findAccount, forgetAccount, keepAccount, listAccounts, noteRoles } from '../../store/accounts.ts';
import type { StoredAccount } from '../../store/accounts.ts';
import type { Library } from '../library.ts';
import { explainFailure, identityOf, openAccount, openKey } from './source.ts';
import type { AppStoreSource, OpenAccount } from './source.ts';

type NewKey = CheckedInput<'accounts.add'>;

const NOT_FOUND = { kind: 'not-found', message: 'This account is no longer in the library.' } as const;

function toContract(stored: StoredAccount): AccountRow {
  const { id, name, keyId, issuerId, kind, addedAt, lastSync, missingRoles } = stored;
  return { id, name, keyId, issuerId, kind, addedAt, lastSync, missingRoles };
}

/** All accounts, in the order in which they were added. */
export function accountsOf(library: Library): readonly AccountRow[] {
  return listAccounts(library.database).map(toContract);
}

/** The data that a role does not open, if that is what a failure says. */
export function missingRoleOf(failure: AppStoreFailure, diagnosis: Diagnosis): MissingRole | null {
  if (diagnosis.rule !== 'role-missing' || failure.kind !== 'response') return null;
  const endpoint = endpointOf(failure.method, failure.url);
  return { data: ENDPOINT_WORDS[endpoint], role: ROLES[endpoint] };
}

async function firstOf<Value>(
  pages: Pages<Value>,
): Promise<Result<{ value: Value; total: number | null }, AppStoreFailure>> {
  for await (const page of pages) return page;
  return fail({ kind: 'local', reason: 'malformed', detail: 'Apple sent no page.' });
}

/** Everything the doctor finds, as a list. */
async function collect(checks: AsyncIterable<DoctorCheck>): Promise<readonly DoctorCheck[]> {
  const found: DoctorCheck[] = [];
  for await (const check of checks) found.push(check);
  return found;
}

async function checkKey(source: AppStoreSource, input: NewKey, pem: string): Promise<AccountCheck> {
  const identity = identityOf(input);
  const refused = (failure: AppStoreFailure, open: OpenAccount | null): AccountCheck => ({
    diagnosis: explainFailure(failure, identity, open?.client ?? null, source.clock()),
    apps: 0,
    missingRoles: [],
  });
  const open = await openKey(source, identity, pem);
  if (!open.ok) return refused(open.fault, null);
  const apps = await firstOf(listApps(open.value.client));
  if (!apps.ok) return refused(apps.fault, open.value);
  const { value, total } = apps.value;
  const { client } = open.value;
  const keyKind = identity.signer.kind;
  const options = { open: async () => ok(client), keyKind, keyId: identity.keyId, clock: source.clock };
  const checks = value.length === 0 ? [] : await collect(lookOver(options));
  return { diagnosis: null, apps: Math.max(value.length, total ?? 0), missingRoles: missingRoles(checks) };
}

/** Asks Apple whether a key works. Faults: the text is no key (`bad-input`). */
export async function checkAccount(source: AppStoreSource, input: NewKey): Promise<Result<AccountCheck>> {
  const pem = readPrivateKey(input.privateKey);
  return pem.ok ? ok(await checkKey(source, input, pem.value)) : pem;
}

/** Checks a key and saves it where Apple accepts it. A key that is there is replaced. */
export async function addAccount(
  library: Library,
  source: AppStoreSource,
  input: NewKey,
): Promise<Result<AccountAdded>> {
  const pem = readPrivateKey(input.privateKey);
  if (!pem.ok) return pem;
  const check = await checkKey(source, input, pem.value);
  if (check.diagnosis !== null) return ok({ account: null, check });
  const saved = await source.keychain.save(input.keyId, pem.value);
  if (!saved.ok) return saved;
  const { database, clock, events } = library;
  const { name, keyId, issuerId } = input;
  const { missingRoles } = check;
  const id = keepAccount(database, { id: randomUUID(), name, keyId, issuerId, addedAt: clock(), missingRoles });
  events.emit('sync.changed', { accounts: [id] });
  const account = findAccount(database, id);
  return account === null ? fail(NOT_FOUND) : ok({ account: toContract(account), check });
}

/** Removes an account and its secret. What it brought stays. The account stays, too, where the keychain does not let go. */
export async function removeAccount(library: Library, source: AppStoreSource, id: string): Promise<Result<null>> {
  const account = findAccount(library.database, id);
  if (account === null) return fail(NOT_FOUND);
  const removed = await source.keychain.remove(account.keyId);
  if (!removed.ok) return removed;
  forgetAccount(library.database, id);
  library.events.emit('sync.changed', { accounts: [id] });
  return ok(null);
}

/** Looks an account over; what its role does not open is noted with it. */
export async function examineAccount(
  library: Library,
  source: AppStoreSource,
  id: string,
): Promise<Result<readonly DoctorCheck[]>> {
  const account = findAccount(library.database, id);
  if (account === null) return fail(NOT_FOUND);
  const { keyId, kind } = account;
  const open = async (): Promise<Result<OpenAccount['client'], AppStoreFailure>> => {
    const opened = await openAccount(source, account);
    return opened.ok ? ok(opened.value.client) : opened;
  };
  const checks = await collect(lookOver({ open, keyKind: kind, keyId, clock: source.clock }));
  if (checks.some(({ id, state }) => id === 'apps' && state === 'ok')) {
    noteRoles(library.database, id, missingRoles(checks));
    library.events.emit('sync.changed', { accounts: [id] });
  }
  return ok(checks);
}
