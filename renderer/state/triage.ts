/**
 * What the user decides about signatures. A decision shows at once and is taken back with its reason when the host refuses
 * it. The host hears of decisions one after another, so that an undo meets what it is about; each can be undone from the
 * notice that names it, and later from the menu.
 */
import type { Act, ActSummary, Outputs, SignatureRow, Target } from '../../shared/contract.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { positionOf, withRow } from './listing.ts';
import type { NoticeAct } from './notices.ts';
import { selectionOf } from './selection.ts';
import type { Slice, State } from './state.ts';
import { changes, leaves, predict } from './triage-predict.ts';
import { targetOf, targetRows } from './triage-target.ts';
import { filterOf } from './view.ts';

/** A dialog that an act needs before it can be carried out. */
export type Picker = 'done-in' | 'ignore' | 'snooze' | 'merge' | 'label' | 'assign' | 'priority' | 'split' | 'compare';

export interface TriageSlice {
  readonly picker: Picker | null;
  /** Acts and steps that the host has not answered yet: what it will say can be undone, or redone, already. */
  readonly deciding: number;
  /** Labels, people and builds to choose from; null until they were asked for. */
  readonly triageWords: Outputs['triage.words'] | null;
  showPicker(this: void, picker: Picker | null): void;
  /** Carries out an act on what is selected, and goes on to the next where that leaves the view. */
  act(this: void, act: Act): Promise<void>;
  undo(this: void): Promise<void>;
  redo(this: void): Promise<void>;
  setSeen(this: void, id: string): void;
  saveNote(this: void, id: string, note: string): Promise<void>;
  /** How many people use an app; null: not known. */
  setUsers(this: void, app: string, users: number | null): Promise<void>;
  /** Resolves once the host knows of everything that was decided: a refresh before that would show the past. */
  decided(this: void): Promise<void>;
}

/** What an optimistic change can be taken back to. */
type Before = Pick<State, 'rows' | 'position' | 'selected' | 'selection' | 'detail'>;

export const triageSlice: Slice<TriageSlice> = (set, get, bridge) => {
  let turn: Promise<unknown> = Promise.resolve();
  /** The one notice that offers to undo or redo: it speaks of the newest entry of the journal, and only that can be undone. */
  let offered: NoticeAct | null = null;

  async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    set(({ deciding }) => ({ deciding: deciding + 1 }));
    const next = turn.then(work);
    turn = next;
    const answer = await next;
    set(({ deciding }) => ({ deciding: deciding - 1 }));
    return answer;
  }

  function applyRow(row: SignatureRow): void {
    set(({ rows, detail }) => ({
      rows: rows && withRow(rows, row),
      detail: detail?.row.id === row.id ? { ...detail, row } : detail,
    }));
  }

  function applyRows(changed: readonly SignatureRow[]): void {
    const byId = new Map(changed.map((row) => [row.id, row]));
    set(({ rows, detail }) => {
      const at = rows && new Map([...rows.at].map(([position, row]) => [position, byId.get(row.id) ?? row]));
      const row = detail && byId.get(detail.row.id);
      return { rows: rows && at && { ...rows, at }, detail: row && detail ? { ...detail, row } : detail };
    });
  }

  /** Which of the rows are in this view no more. */
  function leaving(rows: readonly SignatureRow[], act: Act): readonly SignatureRow[] {
    if (act.kind === 'merge') return rows.filter(({ id }) => id !== act.into);
    const filter = filterOf(get().view);
    return rows.filter((row) => leaves(row, filter));
  }

  /** Shows an act as if it had been carried out. */
  function foresee(target: Target, rows: readonly SignatureRow[], act: Act): void {
    const changed = rows.map((row) => predict(row, act));
    applyRows(changed);
    const gone = leaving(changed, act);
    const listed = get().rows;
    if (gone.length === 0 || !listed) return;
    const ids = new Set(gone.map(({ id }) => id));
    const next = Math.min(...gone.map(({ id }) => positionOf(listed, id) ?? get().position ?? 0));
    get().collapse();
    get().takeOut(target.kind === 'view' && gone.length === rows.length ? 'all' : ids);
    const { rows: left, selected } = get();
    const stays = selected !== null && !ids.has(selected) && left && left.total > 0 ? positionOf(left, selected) : null;
    const into = act.kind === 'merge' && left ? positionOf(left, act.into) : null;
    // Who does not want to go on keeps what was decided on screen, though it has left the list.
    if (into === null && stays === null && !get().settings.advance) set({ position: null });
    else void get().selectAt(into ?? stays ?? next);
  }

  async function takeBack(before: Before, fault: Fault): Promise<void> {
    const { rows, position, selected, selection, detail } = before;
    set({ rows, position, selection });
    if (selected !== null) get().select(selected);
    if (get().detail?.row.id === detail?.row.id) set({ detail });
    get().notifyFault(fault);
    await refreshAfterFault(fault);
  }

  /** A view that holds another number of signatures than the user was told is counted anew, and that number is said next. */
  async function refreshAfterFault(fault: Fault): Promise<void> {
    await get().refreshInbox();
    const { rows } = get();
    const selection = selectionOf(get());
    if (fault.kind !== 'outdated' || selection.kind !== 'all' || !rows) return;
    if (rows.total < 2) get().collapse();
    else set({ selection: { ...selection, total: rows.total } });
  }

  /** What can be undone now is another entry than the one that the last notice offers. */
  function record({ history }: ActSummary): void {
    set(({ notices, library }) => ({
      notices: notices.map((notice) => (notice.act === offered ? { ...notice, act: null } : notice)),
      library: library && { ...library, history },
    }));
  }

  /** Says what was done and what can be done about it. */
  function announce(summary: ActSummary, label: 'Undo' | 'Redo'): void {
    record(summary);
    offered = { label, run: () => void (label === 'Undo' ? get().undo() : get().redo()) };
    get().notify(summary.words, offered);
    void get().refreshLibrary();
  }

  function follow({ moved }: ActSummary): void {
    get().followMoved(moved);
    get().followSelection(moved);
  }

  async function refreshWords(): Promise<void> {
    const reply = await bridge.call('triage.words', {});
    if (reply.ok) set({ triageWords: reply.value });
    else get().notifyFault(reply.fault);
  }

  /** One step through the journal; null where there is none, or where it failed and was said. */
  async function step(reply: Result<ActSummary | null>, nothing: string): Promise<ActSummary | null> {
    if (!reply.ok) get().notifyFault(reply.fault);
    else if (reply.value === null) get().notify(nothing);
    else return reply.value;
    await get().refreshLibrary();
    return null;
  }

  return {
    picker: null,
    deciding: 0,
    triageWords: null,

    showPicker(picker) {
      set({ picker });
      if (picker !== null) void refreshWords();
    },

    async act(act) {
      const before = get();
      const target = targetOf(before);
      if (!target) return;
      const rows = targetRows(before);
      const count = target.kind === 'view' ? target.expected : target.ids.length;
      if (count === rows.length && !rows.some((row) => changes(row, act))) return;
      foresee(target, rows, act);
      const reply = await inTurn(async () => bridge.call('triage.act', { target, act }));
      if (!reply.ok) {
        await takeBack(before, reply.fault);
        return;
      }
      follow(reply.value);
      // Where nothing had to be changed, there is nothing to undo.
      if (reply.value.count === 0) get().notify(reply.value.words);
      else announce(reply.value, 'Undo');
      const regrouped = act.kind === 'merge' || act.kind === 'split';
      if (regrouped || count !== rows.length) await get().refreshInbox();
      if (regrouped) await get().refreshDetail();
    },

    async undo() {
      const summary = await step(await inTurn(async () => bridge.call('triage.undo', {})), 'There is nothing to undo');
      if (!summary) return;
      follow(summary);
      announce(summary, 'Redo');
      const [first] = summary.signatures;
      if (first === undefined) return get().refreshInbox();
      await get().reveal(first);
      await get().refreshDetail();
      if (get().selected === first) get().selectSeveral(summary.signatures);
    },

    async redo() {
      const summary = await step(await inTurn(async () => bridge.call('triage.redo', {})), 'There is nothing to redo');
      if (!summary) return;
      follow(summary);
      announce(summary, 'Undo');
      const { position } = get();
      get().collapse();
      await get().refreshInbox();
      // What was selected may have left the view: on to the next, as when it was done first.
      if (get().position === null) await get().selectAt(position ?? 0);
      else await get().refreshDetail();
    },

    setSeen(id) {
      // Of several that are selected none is on screen.
      if (selectionOf(get()).kind !== 'one') return;
      const { detail } = get();
      if (detail?.row.id === id) applyRow({ ...detail.row, seen: true });
      void bridge.call('triage.seen', { ids: [id], seen: true });
    },

    async saveNote(id, note) {
      const target: Target = { kind: 'signatures', ids: [id] };
      const reply = await inTurn(async () => bridge.call('triage.act', { target, act: { kind: 'note', note } }));
      if (!reply.ok) {
        get().notifyFault(reply.fault);
        return;
      }
      record(reply.value);
      set(({ detail }) => ({ detail: detail?.row.id === id ? { ...detail, note } : detail }));
    },

    async setUsers(app, users) {
      const reply = await bridge.call('triage.setUsers', { app, users });
      if (!reply.ok) {
        get().notifyFault(reply.fault);
        return;
      }
      await Promise.all([refreshWords(), get().refreshInbox(), get().refreshDetail()]);
    },

    async decided() {
      await turn;
    },
  };
};
