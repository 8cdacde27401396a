/** `faultline accounts` and `faultline doctor --account`: keys of App Store Connect. A key's text comes from a file or standard input. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { diagnosisLines } from '../../shared/appstore/diagnosis/words.ts';
import type { AccountRow, Api } from '../../shared/contract.ts';
import { messageOf } from '../../shared/result.ts';
import { decodeText } from '../inbox/decode.ts';
import { exitCodeOf, renderChecks, renderDiagnosis } from './doctor.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const COLUMNS: readonly Column[] = [
  { heading: 'KEY' },
  { heading: 'KIND' },
  { heading: 'LAST SYNC' },
  { heading: 'STATE' },
  { heading: 'NAME' },
];

/** What `accounts add` is given. */
export interface AddOptions {
  /** A file, or `-`. */
  readonly key: string;
  readonly keyId?: string;
  readonly issuer?: string;
  readonly individual?: boolean;
  readonly name?: string;
}

/** Apple names the file after the key: `AuthKey_2X9R4HXF34.p8`. */
function keyIdOf({ key, keyId }: AddOptions): string {
  const found = keyId ?? /^(?:AuthKey|ApiKey)_([A-Za-z0-9]{2,32})\.p8$/i.exec(basename(key))?.[1];
  if (found === undefined) throw new UsageError('--key-id is needed where the file is not named AuthKey_<key id>.p8');
  return found;
}

async function readKey(path: string, terminal: Terminal): Promise<string> {
  if (path === '-') return decodeText(await terminal.readInput());
  try {
    return decodeText(await readFile(path));
  } catch (thrown) {
    throw new UsageError(`--key ${path}: ${messageOf(thrown)}`);
  }
}

function printRoles(roles: AccountRow['missingRoles'], terminal: Terminal): void {
  for (const { data, role } of roles) {
    const needed = role === null ? 'Apple does not say which role opens it' : `it needs ${role}`;
    terminal.error(`! The key’s role does not open ${data}: ${needed}.\n`);
  }
}

/** Checks a key against Apple and saves it in the keychain. */
export async function addAccount(api: Api, options: AddOptions, terminal: Terminal): Promise<ExitCode> {
  const { issuer, individual = false } = options;
  if ((issuer === undefined) !== individual) {
    throw new UsageError('give either --issuer <uuid> (a team’s key) or --individual (a key of one person)');
  }
  const keyId = keyIdOf(options);
  const privateKey = await readKey(options.key, terminal);
  const name = options.name ?? keyId;
  const added = await api['accounts.add']({ name, keyId, issuerId: issuer ?? null, privateKey });
  if (!added.ok) {
    printFault(terminal, added.fault);
    return 1;
  }
  const { account, check } = added.value;
  if (check.diagnosis !== null) {
    terminal.error(`${renderDiagnosis(check.diagnosis, terminal.columns).join('\n')}\n`);
    return 1;
  }
  printRoles(check.missingRoles, terminal);
  terminal.write(`${account?.name ?? name}: the key ${keyId} works and sees ${check.apps} apps.\n`);
  return 0;
}

function stateOf({ lastSync }: AccountRow): string {
  if (lastSync === null) return 'never synchronised';
  return lastSync.diagnosis === null ? lastSync.state : `${lastSync.state}: ${lastSync.diagnosis.what}`;
}

function cells(account: AccountRow): readonly string[] {
  const { name, keyId, kind, lastSync } = account;
  const at = lastSync === null ? '–' : new Date(lastSync.at).toISOString().slice(0, 16).replace('T', ' ');
  return [keyId, kind, at, stateOf(account), name];
}

/** Prints the accounts. */
export async function printAccounts(api: Api, format: 'table' | 'json', terminal: Terminal): Promise<ExitCode> {
  const accounts = await api['accounts.list']({});
  if (!accounts.ok) {
    printFault(terminal, accounts.fault);
    return 1;
  }
  if (format === 'json') {
    for (const account of accounts.value) terminal.write(`${JSON.stringify(account)}\n`);
  } else if (accounts.value.length === 0) {
    terminal.write('There are no accounts. Add one with: faultline accounts add --key AuthKey_….p8 --issuer <uuid>\n');
  } else terminal.write(`${formatTable(COLUMNS, accounts.value.map(cells), terminal.columns).join('\n')}\n`);
  return 0;
}

/** The account that a word names: by key id, id or name. Throws a UsageError where none does, or several. */
export async function findAccount(api: Api, word: string): Promise<AccountRow> {
  const accounts = await api['accounts.list']({});
  const all = accounts.ok ? accounts.value : [];
  const found = all.filter(({ id, keyId, name }) => id === word || keyId === word || name === word);
  const [account] = found;
  if (account === undefined) throw new UsageError(`there is no account named ${word}`);
  if (found.length > 1) throw new UsageError(`several accounts are named ${word}; give the key id`);
  return account;
}

/** Removes an account and its key from the keychain. */
export async function removeAccount(api: Api, word: string, terminal: Terminal): Promise<ExitCode> {
  const account = await findAccount(api, word);
  const removed = await api['accounts.remove']({ id: account.id });
  if (!removed.ok) {
    printFault(terminal, removed.fault);
    return 1;
  }
  terminal.write(`${account.name}: the account and its key ${account.keyId} are removed. What it brought stays.\n`);
  return 0;
}

/** Looks accounts over, one or all. */
export async function examineAccounts(api: Api, word: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const listed = await api['accounts.list']({});
  if (!listed.ok) {
    printFault(terminal, listed.fault);
    return 1;
  }
  const accounts = word === undefined ? listed.value : [await findAccount(api, word)];
  if (accounts.length === 0) return printAccounts(api, 'table', terminal);
  let code: ExitCode = 0;
  for (const { id, name, keyId } of accounts) {
    const checks = await api['accounts.doctor']({ id });
    if (!checks.ok) {
      printFault(terminal, checks.fault, name);
      code = 1;
      continue;
    }
    terminal.write(`${name} (${keyId})\n${renderChecks(checks.value, terminal.columns).join('\n')}\n`);
    if (exitCodeOf(checks.value) !== 0) code = 1;
  }
  return code;
}

/** How the last synchronisation of an account ended, as lines. */
export function describeEnd(account: AccountRow): readonly string[] {
  const { name, lastSync } = account;
  if (lastSync === null) return [`${name}: not synchronised`];
  if (lastSync.diagnosis === null) return [`${name}: ${lastSync.state}`];
  return [
    `${name}: ${lastSync.state}`,
    ...diagnosisLines(lastSync.diagnosis).map(([label, words]) => `  ${label}: ${words}`),
  ];
}
