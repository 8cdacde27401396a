/** The memory host's journal: acts on rows, each of which can be undone and redone, as the real host answers for them. */
import { fail, ok } from '../../../shared/result.ts';
import type { ActSummary, History, Input, Reply, SignatureRow } from '../../../shared/contract.ts';
import type { Handlers } from './bridge.ts';

interface Library {
  rows: SignatureRow[];
}

interface Entry {
  readonly words: string;
  readonly ids: readonly string[];
  readonly before: SignatureRow[];
  readonly after: SignatureRow[];
}

type ActInput = Input<'triage.act'>;

function decide(row: SignatureRow, act: ActInput['act']): SignatureRow {
  switch (act.kind) {
    case 'resolve':
      return { ...row, status: 'resolved', triage: { ...row.triage, resolvedIn: act.build ?? null } };
    case 'reopen':
      return { ...row, status: 'open' };
    case 'ignore':
      return { ...row, status: 'ignored' };
    case 'label':
      return { ...row, triage: { ...row.triage, labels: [...row.triage.labels, ...(act.add ?? [])] } };
    case 'assign':
      return { ...row, triage: { ...row.triage, assignee: act.to } };
    case 'prioritise':
    case 'note':
    case 'merge':
    case 'split':
      return row;
  }
}

export interface Journal {
  readonly handlers: Handlers;
  history(): History;
}

/** `visible` tells the rows of a filter. */
export function journalOf(library: Library, visible: (filter: object) => readonly SignatureRow[]): Journal {
  const done: Entry[] = [];
  const undone: Entry[] = [];

  const history = (): History => ({ undo: done.at(-1)?.words ?? null, redo: undone.at(-1)?.words ?? null });

  function summaryOf({ words, ids }: Entry, moved: ActSummary['moved'] = []): ActSummary {
    return { words, count: ids.length, signatures: ids, moved, history: history() };
  }

  function act({ target, act }: ActInput): Reply<'triage.act'> {
    const ids = target.kind === 'signatures' ? target.ids : visible(target.filter).map(({ id }) => id);
    if (target.kind === 'view' && ids.length !== target.expected) {
      return fail({
        kind: 'outdated',
        message: `The view holds ${ids.length} signatures now, not ${target.expected}.`,
      });
    }
    const before = library.rows;
    const gone = act.kind === 'merge' ? ids.filter((id) => id !== act.into) : [];
    library.rows = before
      .filter(({ id }) => !gone.includes(id))
      .map((row) => (ids.includes(row.id) ? decide(row, act) : row));
    const entry = { words: `${act.kind} ${ids.length}`, ids, before, after: library.rows };
    done.push(entry);
    undone.length = 0;
    const into = act.kind === 'merge' ? act.into : '';
    return ok(
      summaryOf(
        entry,
        gone.map((id) => [id, into]),
      ),
    );
  }

  function step(from: Entry[], to: Entry[], rows: 'before' | 'after'): ActSummary | null {
    const entry = from.pop();
    if (!entry) return null;
    to.push(entry);
    library.rows = entry[rows];
    return summaryOf(entry);
  }

  return {
    history,
    handlers: {
      'triage.act': act,
      'triage.undo': () => ok(step(done, undone, 'before')),
      'triage.redo': () => ok(step(undone, done, 'after')),
      'triage.seen': ({ ids, seen }) => {
        library.rows = library.rows.map((row) => (ids.includes(row.id) ? { ...row, seen } : row));
        return ok(null);
      },
      'triage.words': () => ok({ labels: [], assignees: [], builds: [], users: [] }),
    },
  };
}
