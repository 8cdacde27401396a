/**
 * Commands that decide about what is selected, one signature or many. Each names the exact number that it is about before
 * it is done; what needs an answer first opens its picker.
 */
import type { Act, SignatureRow } from '../../shared/contract.ts';
import { groupNoun, inTitle } from '../../shared/report/kind-words.ts';
import { selectionOf } from '../state/selection.ts';
import type { State } from '../state/state.ts';
import { changes } from '../state/triage-predict.ts';
import { targetCount, targetKind, targetRows } from '../state/triage-target.ts';
import type { Picker } from '../state/triage.ts';
import { actTitle } from '../words/triage.ts';
import { feedbackToDecide, listPosition, listTotal } from './lists.ts';
import type { Command } from './registry.ts';

const DONE: Act = { kind: 'resolve', build: null };
const REOPEN: Act = { kind: 'reopen' };

const hasTarget = (state: State): boolean => targetCount(state) > 0;
const inFeedback = ({ view }: State): boolean => view.place === 'feedback';

/** Whether an act would change anything; what is not loaded may well be changed. */
function applies(state: State, act: Act, allowed: (row: SignatureRow) => boolean): boolean {
  const rows = targetRows(state);
  return targetCount(state) > rows.length || rows.some((row) => allowed(row) && changes(row, act));
}

function hasSeveral(state: State): boolean {
  return state.view.place === 'inbox' && selectionOf(state).kind !== 'one';
}

/** Signatures that can be named one by one: what merging and comparing need. */
function namedCount(state: State): number {
  return state.view.place === 'inbox' && selectionOf(state).kind !== 'all' ? targetCount(state) : 0;
}

interface Picked {
  readonly id: string;
  readonly title: string;
  /** The title with `#` where the number goes. */
  readonly pattern: string;
  readonly picker: Picker;
  readonly keys: readonly string[];
  readonly enabled?: (state: State) => boolean;
}

/** A command that asks something first. */
function asking({ id, title, pattern, picker, keys, enabled = hasTarget }: Picked): Command {
  return {
    id,
    title,
    titleNow: (state) => actTitle(pattern, targetCount(state)),
    group: 'Report',
    keys,
    enabled,
    run: (state) => state.showPicker(picker),
  };
}

const DECIDE: readonly Command[] = [
  {
    id: 'report.done',
    title: 'Mark as Done',
    titleNow: (state) => actTitle('Mark # as Done', targetCount(state)),
    group: 'Report',
    keys: ['e'],
    enabled: (state) =>
      inFeedback(state) ? feedbackToDecide(state)?.status === 'open' : applies(state, DONE, isNotDone),
    run: (state) => void (inFeedback(state) ? state.decideFeedback('resolved') : state.act(DONE)),
  },
  asking({
    id: 'report.done-in',
    title: 'Mark as Done in Build…',
    pattern: 'Mark # as Done in Build…',
    picker: 'done-in',
    keys: ['shift+e'],
  }),
  {
    id: 'report.reopen',
    title: 'Reopen',
    titleNow: (state) => actTitle('Reopen #', targetCount(state)),
    group: 'Report',
    keys: ['u'],
    enabled: (state) =>
      inFeedback(state) ? feedbackToDecide(state)?.status === 'resolved' : applies(state, REOPEN, isNotOpen),
    run: (state) => void (inFeedback(state) ? state.decideFeedback('open') : state.act(REOPEN)),
  },
  asking({ id: 'report.ignore', title: 'Ignore…', pattern: 'Ignore #…', picker: 'ignore', keys: ['i'] }),
  asking({ id: 'report.snooze', title: 'Snooze…', pattern: 'Snooze #…', picker: 'snooze', keys: ['s'] }),
  asking({
    id: 'report.priority',
    title: 'Set Priority…',
    pattern: 'Set Priority of #…',
    picker: 'priority',
    keys: ['p'],
  }),
  asking({ id: 'report.label', title: 'Label…', pattern: 'Label #…', picker: 'label', keys: ['l'] }),
  asking({ id: 'report.assign', title: 'Assign…', pattern: 'Assign #…', picker: 'assign', keys: ['a'] }),
  {
    id: 'report.note',
    title: 'Edit Note',
    group: 'Report',
    keys: ['n'],
    enabled: (state) => !hasSeveral(state) && (inFeedback(state) ? state.feedbackDetail : state.detail) !== null,
    run: (state, { focusNote }) => {
      if (!inFeedback(state)) state.showTab('crash');
      focusNote();
    },
  },
  asking({
    id: 'report.merge',
    title: 'Merge…',
    pattern: 'Merge #…',
    picker: 'merge',
    keys: ['m'],
    enabled: (state) => namedCount(state) > 0,
  }),
  {
    id: 'report.split',
    title: 'Split Off Reports…',
    group: 'Report',
    keys: [],
    enabled: (state) => namedCount(state) === 1 && (state.detail?.reports ?? 0) > 1,
    run: (state) => state.showPicker('split'),
  },
  {
    id: 'report.compare',
    title: 'Compare Signatures…',
    titleNow: (state) => `Compare ${inTitle(groupNoun(targetKind(state)).many)}…`,
    group: 'Report',
    keys: ['c'],
    enabled: (state) => namedCount(state) === 1 || namedCount(state) === 2,
    run: (state) => state.showPicker('compare'),
  },
];

function isNotDone({ status }: SignatureRow): boolean {
  return status !== 'resolved';
}

function isNotOpen({ status }: SignatureRow): boolean {
  return status !== 'open';
}

/** Undo, redo and the selection. In a text field they mean the text. */
const EDIT: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'Undo',
    titleNow: ({ library }) => (library?.history.undo ? `Undo ${library.history.undo}` : 'Undo'),
    group: 'Edit',
    keys: ['mod+z'],
    textual: 'undo',
    enabled: ({ library, deciding }) => deciding > 0 || Boolean(library?.history.undo),
    run: (state) => void state.undo(),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    titleNow: ({ library }) => (library?.history.redo ? `Redo ${library.history.redo}` : 'Redo'),
    group: 'Edit',
    keys: ['shift+mod+z'],
    textual: 'redo',
    enabled: ({ library, deciding }) => deciding > 0 || Boolean(library?.history.redo),
    run: (state) => void state.redo(),
  },
  {
    id: 'edit.select-all',
    title: 'Select All',
    group: 'Edit',
    keys: [],
    inboxKeys: ['mod+a'],
    textual: 'selectAll',
    enabled: (state) => state.view.place === 'inbox' && listTotal(state) > 1,
    run: (state) => state.selectAll(),
  },
  {
    id: 'edit.select-one',
    title: 'Select One Alone',
    group: 'Edit',
    keys: [],
    enabled: hasSeveral,
    run: (state) => state.collapse(),
  },
];

function extend(
  id: string,
  title: string,
  keys: Pick<Command, 'keys' | 'inboxKeys'>,
  to: (state: State) => number,
): Command {
  return {
    id,
    title,
    group: 'Edit',
    ...keys,
    enabled: (state) => state.view.place === 'inbox' && listTotal(state) > 1,
    run: (state) => void state.extendTo(to(state)),
  };
}

const EXTEND: readonly Command[] = [
  extend(
    'edit.extend-next',
    'Extend Selection Down',
    { keys: ['shift+j'], inboxKeys: ['shift+ArrowDown'] },
    (state) => listPosition(state) + 1,
  ),
  extend(
    'edit.extend-previous',
    'Extend Selection Up',
    { keys: ['shift+k'], inboxKeys: ['shift+ArrowUp'] },
    (state) => listPosition(state) - 1,
  ),
  extend('edit.extend-first', 'Extend Selection to the First', { keys: [], inboxKeys: ['shift+Home'] }, () => 0),
  extend(
    'edit.extend-last',
    'Extend Selection to the Last',
    { keys: [], inboxKeys: ['shift+End'] },
    (state) => listTotal(state) - 1,
  ),
];

/** Decisions, for the Report menu. */
export const TRIAGE_COMMANDS: readonly Command[] = DECIDE;
/** What stands at the top of the Edit menu. */
export const TRIAGE_EDIT_COMMANDS: readonly Command[] = [...EDIT, ...EXTEND];
