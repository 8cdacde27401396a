/**
 * What the user decides about signatures. A decision shows at once and is taken back with its reason when the host
 * refuses it; every one can be undone from the notice that names it.
 */
import type { SignatureRow } from '../../shared/contract.ts';
import { withRow } from './listing.ts';
import type { Slice, State } from './state.ts';

export interface DecisionSlice {
  /** Marks the selected signature as done and goes on to the next; or opens it again. */
  decide(this: void, status: 'open' | 'resolved'): Promise<void>;
  setSeen(this: void, id: string): void;
  saveNote(this: void, id: string, note: string): Promise<void>;
}

/** The selected row: from the list, which is there before the detail is, so that `e e` marks two. */
export function selectedRow({ selected, rows, position, detail }: State): SignatureRow | null {
  const listed = position === null ? undefined : rows?.at.get(position);
  const row = listed?.id === selected ? listed : detail?.row;
  return row?.id === selected ? (row ?? null) : null;
}

export const decisionSlice: Slice<DecisionSlice> = (set, get, bridge) => {
  function applyRow(row: SignatureRow): void {
    set(({ rows, detail }) => ({
      rows: rows && withRow(rows, row),
      detail: detail?.row.id === row.id ? { ...detail, row } : detail,
    }));
  }

  async function undo(id: string, status: 'open' | 'resolved'): Promise<void> {
    const reply = await bridge.call('signature.decide', { id, status });
    if (!reply.ok) get().notifyFault(reply.fault);
    else await get().reveal(id);
  }

  return {
    async decide(status) {
      const { selected, position, view } = get();
      const row = selectedRow(get());
      if (selected === null || !row || row.status === status) return;
      const before = row.status === 'resolved' ? 'resolved' : 'open';
      const leaves = view.status !== 'all' && view.status !== status;
      applyRow({ ...row, status });
      if (leaves && position !== null) {
        get().takeOut(selected);
        await get().selectAt(position);
      }
      const reply = await bridge.call('signature.decide', { id: selected, status });
      if (!reply.ok) {
        applyRow(row);
        get().notifyFault(reply.fault);
        await get().reveal(selected);
        return;
      }
      const words = status === 'resolved' ? 'Marked as done' : 'Opened again';
      get().notify(`${words}: ${row.title}`, {
        label: 'Undo',
        run: () => {
          void undo(selected, before);
        },
      });
      void get().refreshLibrary();
    },

    setSeen(id) {
      const { detail } = get();
      if (detail?.row.id === id) applyRow({ ...detail.row, seen: true });
      void bridge.call('signature.decide', { id, seen: true });
    },

    async saveNote(id, note) {
      const reply = await bridge.call('signature.decide', { id, note });
      if (!reply.ok) get().notifyFault(reply.fault);
      else set(({ detail }) => ({ detail: detail?.row.id === id ? { ...detail, note } : detail }));
    },
  };
};
