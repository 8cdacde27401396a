/** What an act is about: the target as the host takes it, how many signatures it names, and their rows as far as known. */
import type { SignatureRow, Target } from '../../shared/contract.ts';
import { commonKind } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { selectedRow, selectionOf } from './selection.ts';
import type { State } from './state.ts';

/** Null where nothing is selected. */
export function targetOf(state: State): Target | null {
  if (state.view.place !== 'inbox') return null;
  const selection = selectionOf(state);
  switch (selection.kind) {
    case 'one':
      return state.selected === null ? null : { kind: 'signatures', ids: [state.selected] };
    case 'several':
      return { kind: 'signatures', ids: [...selection.ids] };
    case 'all':
      return { kind: 'view', filter: selection.filter, expected: selection.total };
  }
}

/** Signatures that an act would change: what is said before it is done. */
export function targetCount(state: State): number {
  if (state.view.place !== 'inbox') return 0;
  const selection = selectionOf(state);
  switch (selection.kind) {
    case 'one':
      return state.selected === null ? 0 : 1;
    case 'several':
      return selection.ids.size;
    case 'all':
      return selection.total;
  }
}

/** The kind of all reports that an act is about; null where there are several, or not all of it is known. */
export function targetKind(state: State): ReportKind | null {
  if (state.view.place === 'inbox' && selectionOf(state).kind === 'all') return state.rows?.kind ?? null;
  const rows = targetRows(state);
  return rows.length < targetCount(state) ? null : commonKind(rows.map(({ kind }) => kind));
}

/** Rows of the target that are loaded. */
export function targetRows(state: State): readonly SignatureRow[] {
  if (state.view.place !== 'inbox') return [];
  const selection = selectionOf(state);
  if (selection.kind === 'one') {
    const row = selectedRow(state);
    return row ? [row] : [];
  }
  const loaded = [...(state.rows?.at.values() ?? [])];
  return selection.kind === 'all' ? loaded : loaded.filter(({ id }) => selection.ids.has(id));
}
