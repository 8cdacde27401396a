/**
 * What a row will be once the host has carried out an act: shown at once, replaced by what the host answers. Pure. What
 * only the host can know (a computed priority, a new group's numbers) stays as it was.
 */
import type { Act, Filter, SignatureRow, Triage } from '../../shared/contract.ts';

type Until = Extract<Act, { readonly kind: 'ignore' }>['until'];

function ignoredUntil(until: Until): Triage['ignoredUntil'] {
  return until.kind === 'more' ? { ...until, left: until.count } : until;
}

/** The row as it will be. */
export function predict(row: SignatureRow, act: Act): SignatureRow {
  const { triage } = row;
  const decided = { ...triage, resolvedIn: null, ignoredUntil: null, regressed: null };
  switch (act.kind) {
    case 'resolve':
      return { ...row, status: 'resolved', triage: { ...decided, resolvedIn: act.build } };
    case 'reopen':
      return { ...row, status: 'open', triage: decided };
    case 'ignore':
      return { ...row, status: 'ignored', triage: { ...decided, ignoredUntil: ignoredUntil(act.until) } };
    case 'prioritise': {
      const { level } = act;
      const priority =
        level === null ? { ...triage.priority, chosen: false } : { level, chosen: true, reason: 'Set by you' };
      return { ...row, triage: { ...triage, priority } };
    }
    case 'label': {
      const kept = triage.labels.filter((label) => !act.remove.includes(label) && !act.add.includes(label));
      return { ...row, triage: { ...triage, labels: [...kept, ...act.add].sort((a, b) => a.localeCompare(b)) } };
    }
    case 'assign':
      return { ...row, triage: { ...triage, assignee: act.to } };
    case 'note':
    case 'merge':
    case 'split':
      return row;
  }
}

/** Whether a row is no longer part of a view once it is as predicted. */
export function leaves(row: SignatureRow, { status, priorities, labels, regressed }: Filter): boolean {
  const { priority, labels: has, regressed: back } = row.triage;
  return (
    (status !== 'all' && row.status !== status) ||
    (priorities.length > 0 && !priorities.includes(priority.level ?? 'none')) ||
    (labels.length > 0 && !labels.some((label) => has.includes(label))) ||
    (regressed === true && back === null)
  );
}

/** Whether an act would change anything of a row. */
export function changes(row: SignatureRow, act: Act): boolean {
  return act.kind === 'note' || act.kind === 'merge' || act.kind === 'split'
    ? true
    : JSON.stringify(predict(row, act)) !== JSON.stringify(row);
}
