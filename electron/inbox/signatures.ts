/** One signature of the library: its detail and its reports. */
import type { CheckedInput, Outputs, Share, SignatureDetail } from '../../shared/contract.ts';
import { deviceName } from '../../shared/report/device.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { currentId } from '../store/decisions.ts';
import { signatureDetail } from '../store/details.ts';
import { groupKey } from '../store/groups.ts';
import { signatureRow } from '../store/inbox.ts';
import { listReports } from '../store/reports.ts';
import type { Library } from './library.ts';

const NOT_FOUND = { kind: 'not-found', message: 'This signature is no longer in the library.' } as const;

/** Bars by the names under which devices are sold; models of one name share a bar. */
function byDeviceName(shares: readonly Share[]): readonly Share[] {
  const named = new Map<string, number>();
  for (const { label, count } of shares) {
    const name = deviceName(label) ?? label;
    named.set(name, (named.get(name) ?? 0) + count);
  }
  return [...named].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
}

/** The signature of that id, or the one that took its reports. */
export function detailOf(library: Library, id: string): Result<SignatureDetail> {
  const { database, clock } = library;
  const detail = signatureDetail(database, currentId(database, id), clock());
  return detail ? ok({ ...detail, byDevice: byDeviceName(detail.byDevice) }) : fail(NOT_FOUND);
}

/** A window of its reports, newest first. */
export function reportsOf(
  library: Library,
  { id, offset, limit }: CheckedInput<'signature.reports'>,
): Result<Outputs['signature.reports']> {
  const { database, clock } = library;
  const current = currentId(database, id);
  const [key, row] = [groupKey(database, current), signatureRow(database, current, clock())];
  if (key === null || !row) return fail(NOT_FOUND);
  return ok({ total: row.count, rows: listReports(database, key, offset, limit) });
}
