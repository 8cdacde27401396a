/** What rows of the inbox show of decisions, for a whole page in one query. */
import { z } from 'zod';
import type { Triage } from '../../shared/contract.ts';
import { priorityOf } from '../../shared/signature/priority.ts';
import type { Database } from './database.ts';
import { chosenIn, ignoredIn, regressedIn } from './decisions-row.ts';
import { integer, integerOrNull, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

const labelsSchema = z.array(z.string());

function toTriage(row: Row): Triage {
  const labels = labelsSchema.parse(JSON.parse(text(row, 'labels')));
  return {
    resolvedIn: textOrNull(row, 'resolved_in'),
    ignoredUntil: ignoredIn(row),
    regressed: regressedIn(row),
    priority: priorityOf({
      affected: integer(row, 'devices'),
      users: integerOrNull(row, 'users'),
      labels,
      chosen: chosenIn(row, 'chosen'),
    }),
    labels,
    assignee: textOrNull(row, 'assignee'),
  };
}

/** By keys of signatures; `keys` is a JSON list of them. */
export function triageOf(database: Database, keys: string): ReadonlyMap<number, Triage> {
  const sql = `SELECT s.key, s.devices, users, d.resolved_in, d.ignored_kind, d.ignored_at, d.ignored_count, d.ignored_left,
      d.regressed_at, d.regressed_build, d.priority AS chosen, d.assignee,
      (SELECT json_group_array(label ORDER BY label COLLATE NOCASE, label) FROM signature_labels WHERE signature = s.key)
        AS labels
    FROM signatures s JOIN apps ON apps.key = s.app LEFT JOIN app_users ON app_users.app = apps.identity
    LEFT JOIN decisions d ON d.signature = s.id WHERE s.key IN (SELECT value FROM json_each(?))`;
  return new Map(database.all(sql, keys).map((row) => [integer(row, 'key'), toTriage(row)]));
}
