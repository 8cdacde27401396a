/** Priorities in the inbox: computed from affected devices and the number of users, which the user tells. */
import { PRIORITIES } from '../../shared/contract/filter.ts';
import type { PriorityWords } from '../../shared/contract.ts';
import { priorityOf } from '../../shared/signature/priority.ts';
import type { Database } from './database.ts';
import { chosenIn } from './decisions-row.ts';
import { labelsOf } from './labels.ts';
import { integer, integerOrNull, text } from './row.ts';

/** What `signatures.priority` says where no level is known. */
const NO_LEVEL = PRIORITIES.length;

function rank({ level }: PriorityWords): number {
  return level === null ? NO_LEVEL : PRIORITIES.indexOf(level);
}

/** Computes the priority of one signature anew, where there is one of that id. */
export function refreshPriority(database: Database, id: string): void {
  const row = database.get(
    `SELECT s.devices, s.priority, app_users.users, decisions.priority AS chosen FROM signatures s
     JOIN apps ON apps.key = s.app LEFT JOIN app_users ON app_users.app = apps.identity
     LEFT JOIN decisions ON decisions.signature = s.id WHERE s.id = ?`,
    id,
  );
  if (!row) return;
  const facts = {
    affected: integer(row, 'devices'),
    users: integerOrNull(row, 'users'),
    labels: labelsOf(database, id),
    chosen: chosenIn(row, 'chosen'),
  };
  const priority = rank(priorityOf(facts));
  if (priority === integer(row, 'priority')) return;
  database.run('UPDATE signatures SET priority = ? WHERE id = ?', priority, id);
}

/** After devices were counted anew. Where nobody told of users there is nothing to compute. */
export function refreshPriorities(database: Database, ids: readonly string[]): void {
  if (!database.get('SELECT 1 FROM app_users LIMIT 1')) return;
  for (const id of ids) refreshPriority(database, id);
}

/** An app whose users somebody may tell. */
export interface AppUsers {
  /** Its bundle id, or its name where it has none. */
  readonly app: string;
  readonly name: string;
  readonly users: number | null;
}

/** All apps with signatures, by name. */
export function listAppUsers(database: Database): readonly AppUsers[] {
  const sql = `SELECT coalesce(bundle_id, name) AS app, name, users FROM apps LEFT JOIN app_users ON app_users.app = identity
    WHERE key IN (SELECT app FROM signatures) ORDER BY name COLLATE NOCASE, key`;
  return database
    .all(sql)
    .map((row) => ({ app: text(row, 'app'), name: text(row, 'name'), users: integerOrNull(row, 'users') }));
}

/** Notes how many people use an app, and computes its priorities anew. Answers how many apps have that bundle id or name. */
export function setAppUsers(database: Database, app: string, users: number | null): number {
  const apps = database.all('SELECT key, identity FROM apps WHERE bundle_id = ? OR name = ?', app, app);
  for (const row of apps) {
    const identity = text(row, 'identity');
    if (users === null) database.run('DELETE FROM app_users WHERE app = ?', identity);
    else database.run('INSERT OR REPLACE INTO app_users (app, users) VALUES (?, ?)', identity, users);
    const signatures = database.all('SELECT id FROM signatures WHERE app = ?', integer(row, 'key'));
    for (const signature of signatures) refreshPriority(database, text(signature, 'id'));
  }
  return apps.length;
}
