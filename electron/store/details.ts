/** All that is known of one signature. */
import type { Regrouping, Share, SignatureDetail } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { decisionOf } from './decisions.ts';
import { parseExplanation } from './documents.ts';
import { groupKey } from './groups.ts';
import { signatureRow } from './inbox.ts';
import { originsOf } from './merges.ts';
import { evidenceOf } from './points.ts';
import { releaseLabel } from './releases.ts';
import { integer, text } from './row.ts';
import { compareVersions } from './versions.ts';

/** Bars of a distribution, the most frequent first; the rest is left out. */
const MAX_SHARES = 50;

function distribution(database: Database, signature: number, column: 'os' | 'device'): readonly Share[] {
  const sql = `SELECT coalesce(${column}, 'Unknown') AS label, count(*) AS crashes FROM reports
    WHERE signature = ? GROUP BY label ORDER BY crashes DESC, label LIMIT ${MAX_SHARES}`;
  return database.all(sql, signature).map((row) => ({ label: text(row, 'label'), count: integer(row, 'crashes') }));
}

/** `2.1.0 (57)`, oldest first. */
function releases(database: Database, signature: number): readonly Share[] {
  const sql = `SELECT version, build, crashes FROM signature_releases
    JOIN releases ON releases.key = signature_releases.release WHERE signature = ?`;
  const rows = database
    .all(sql, signature)
    .map((row) => ({ version: text(row, 'version'), build: text(row, 'build'), count: integer(row, 'crashes') }));
  rows.sort((a, b) => compareVersions(a.version, b.version) || compareVersions(a.build, b.build));
  return rows.map(({ version, build, count }) => ({ label: releaseLabel(version, build), count }));
}

/** Groups that the user merged into it, and the one it was split off; those that are gone by the name they had. */
function regroupingsOf(database: Database, id: string): readonly Regrouping[] {
  return originsOf(database, id).map(({ kind, id: other, title, reason, at }) => {
    const row = database.get('SELECT title FROM signatures WHERE id = ?', other);
    return { kind, other, otherTitle: row ? text(row, 'title') : title, reason, at };
  });
}

/** The signature of that id with its distributions; null when there is none. `now` in Unix milliseconds. */
export function signatureDetail(database: Database, id: string, now: number): SignatureDetail | null {
  const [row, key] = [signatureRow(database, id, now), groupKey(database, id)];
  if (!row || key === null) return null;
  const face = database.get(
    `SELECT explanation, reports.id AS newest FROM signatures
     JOIN explanations ON explanations.signature = signatures.key JOIN reports ON reports.key = signatures.newest
     WHERE signatures.key = ?`,
    key,
  );
  if (!face) return null;
  const byVersion = releases(database, key);
  return {
    row,
    explanation: parseExplanation(text(face, 'explanation')),
    note: decisionOf(database, id).note,
    regroupings: regroupingsOf(database, id),
    firstBuild: byVersion[0]?.label ?? null,
    lastBuild: byVersion.at(-1)?.label ?? null,
    byOs: distribution(database, key, 'os'),
    byDevice: distribution(database, key, 'device'),
    byVersion,
    evidence: evidenceOf(database, key),
    newestReport: text(face, 'newest'),
    reports: row.count,
  };
}
