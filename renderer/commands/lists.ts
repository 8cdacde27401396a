/** The list in the middle pane, for commands that work in every list: where it stands, how to move, what to decide on. */
import type { FeedbackStatus, Status } from '../../shared/contract.ts';
import { selectedRow } from '../state/decisions.ts';
import type { State } from '../state/state.ts';

function feedbackRow({
  feedback,
  feedbackPosition,
  feedbackSelected,
  feedbackDetail,
}: State): { status: Status } | null {
  const listed = feedbackPosition === null ? undefined : feedback?.at.get(feedbackPosition);
  const row = listed?.id === feedbackSelected ? listed : feedbackDetail?.row;
  return row?.id === feedbackSelected ? (row ?? null) : null;
}

/** Rows of the list. */
export function listTotal({ view, rows, feedback }: State): number {
  if (view.place === 'unread') return 0;
  return (view.place === 'feedback' ? feedback?.total : rows?.total) ?? 0;
}

export function hasList(state: State): boolean {
  return listTotal(state) > 0;
}

/** Before the first row when none is selected. */
export function listPosition({ view, position, feedbackPosition }: State): number {
  return (view.place === 'feedback' ? feedbackPosition : position) ?? -1;
}

export function goInList(state: State, position: number): void {
  if (state.view.place === 'feedback') void state.selectFeedbackAt(position);
  else void state.selectAt(position);
}

/** What "Mark as Done" would mark. */
export function rowToDecide(state: State): { readonly status: Status } | null {
  if (state.view.place === 'feedback') return feedbackRow(state);
  return state.view.place === 'inbox' ? selectedRow(state) : null;
}

export function decideList(state: State, status: FeedbackStatus): void {
  if (state.view.place === 'feedback') void state.decideFeedback(status);
  else void state.decide(status);
}
