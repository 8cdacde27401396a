/** Where a search found its words in one signature. */
import type { FindOutputs } from '../../shared/contract.ts';
import type { Database } from './database.ts';

export function matchesOf(
  _database: Database,
  _signature: number,
  _search: string,
  _limit: number,
): FindOutputs['signature.matches'] {
  return { total: 0, matches: [] };
}
