/** The list in the middle pane, for commands that work in every list: where it stands, how to move, what to decide on. */
import type { FeedbackStatus } from '../../shared/contract.ts';
import type { State } from '../state/state.ts';

/** The feedback that "Mark as Done" would mark. */
export function feedbackToDecide({
  feedback,
  feedbackPosition,
  feedbackSelected,
  feedbackDetail,
}: State): { readonly status: FeedbackStatus } | null {
  const listed = feedbackPosition === null ? undefined : feedback?.at.get(feedbackPosition);
  const row = listed?.id === feedbackSelected ? listed : feedbackDetail?.row;
  return row?.id === feedbackSelected ? (row ?? null) : null;
}

/** Rows of the list. */
export function listTotal({ view, rows, feedback }: State): number {
  if (view.place === 'unread' || view.place === 'compare') return 0;
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
  else void state.selectAlone(position);
}
