/** A filter and its order as the query of a link, until the shared form is there. */
import type { Filter, Sort } from '../../shared/contract.ts';
import { NO_FILTER } from '../../shared/no-filter.ts';
export function filterToText(filter: Filter, sort: Sort): string {
  const diff = Object.entries(filter).filter(
    ([k, v]) => JSON.stringify(v) !== JSON.stringify(Object.entries(NO_FILTER).find(([n]) => n === k)?.[1]),
  );
  const q = new URLSearchParams();
  for (const [k, v] of diff) q.set(k, JSON.stringify(v));
  if (sort !== 'last-seen') q.set('sort', sort);
  return q.toString();
}
export function filterFromText(text: string): { filter: Filter; sort: Sort } | null {
  const q = new URLSearchParams(text);
  const f: Record<string, unknown> = { ...NO_FILTER };
  for (const [k, v] of q) if (k !== 'sort') f[k] = JSON.parse(v);
  return {
    filter: { ...NO_FILTER, ...f },
    sort: (['count', 'trend'] as const).find((s) => s === q.get('sort')) ?? 'last-seen',
  };
}
