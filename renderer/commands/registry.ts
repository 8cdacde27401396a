/**
 * Every command of the window, once: keys, tooltips, the cheat sheet and the host's menu (`window.command`) all read this
 * list. A command that cannot run now stays in it, disabled.
 */
import { shownScreenshot } from '../state/feedback-detail.ts';
import type { State } from '../state/state.ts';
import { ACCOUNT_COMMANDS } from './accounts.ts';
import { EDITOR_COMMANDS, EXPORT_COMMANDS } from './export.ts';
import { FEEDBACK_COMMANDS } from './feedback.ts';
import { FIND_COMMANDS } from './find.ts';
import { goInList, hasList, listPosition, listTotal } from './lists.ts';
import { SEE_COMMANDS } from './see.ts';
import { TRIAGE_COMMANDS, TRIAGE_EDIT_COMMANDS } from './triage.ts';

export type Pane = 'sources' | 'inbox' | 'detail';

/** What commands need besides the state. */
export interface Surroundings {
  focusPane(this: void, pane: Pane): void;
  focusSearch(this: void): void;
  /** Into the note on what is on screen, ready to be written. */
  focusNote(this: void): void;
  /** Whether text is selected in the page, which then is what "Copy" means. */
  hasTextSelection(this: void): boolean;
}

export type CommandGroup = 'File' | 'Edit' | 'Report' | 'Feedback' | 'Go' | 'View' | 'Help';

/** An edit that every text field knows by itself. */
export type TextEdit = 'undo' | 'redo' | 'selectAll';

export interface Command {
  readonly id: string;
  readonly title: string;
  /** The title as things stand, where it says more: what would be undone, how many would be marked. */
  readonly titleNow?: (state: State) => string;
  readonly group: CommandGroup;
  /** Work everywhere; without a modifier they keep silent while somebody types. */
  readonly keys: readonly string[];
  /** Work only while the inbox, or nothing, has the focus. */
  readonly inboxKeys?: readonly string[];
  /** What it means in a text field, where it leaves the key to the text. */
  readonly textual?: TextEdit;
  readonly enabled: (state: State, surroundings: Surroundings) => boolean;
  readonly run: (state: State, surroundings: Surroundings) => void;
}

const always = (): boolean => true;
const hasReport = ({ report, view }: State): boolean => report !== null && view.place === 'inbox';

/** Whether there is a newer (-1) or older (1) report of the signature than the one on screen. */
function hasNeighbour({ reports, report }: State, by: 1 | -1): boolean {
  const at = reports.findIndex(({ id }) => id === report?.id);
  return at !== -1 && reports[at + by] !== undefined;
}

const FILE: readonly Command[] = [
  {
    id: 'file.open',
    title: 'Open…',
    group: 'File',
    keys: ['mod+o'],
    enabled: always,
    run: (state) => void state.importChosen('files'),
  },
  {
    id: 'file.open-folder',
    title: 'Open Folder or dSYM…',
    group: 'File',
    keys: ['shift+mod+o'],
    enabled: always,
    run: (state) => void state.importChosen('folder'),
  },
  {
    id: 'file.symbol-folders',
    title: 'Symbol Folders…',
    group: 'File',
    keys: [],
    enabled: always,
    run: (state) => state.showPlaces(true),
  },
];

const EDIT: readonly Command[] = [
  {
    id: 'edit.copy-frame',
    title: 'Copy Frame',
    group: 'Edit',
    keys: ['mod+c'],
    enabled: (state, { hasTextSelection }) => state.focusedFrame !== null && !hasTextSelection(),
    run: (state) => void state.copyFrame(),
  },
  {
    id: 'edit.copy-stack',
    title: 'Copy Stack',
    group: 'Edit',
    keys: [],
    enabled: hasReport,
    run: (state) => void state.copyStack(),
  },
  {
    id: 'edit.copy-markdown',
    title: 'Copy as Markdown',
    group: 'Edit',
    keys: ['shift+mod+c'],
    enabled: hasReport,
    run: (state) => void state.copyText('signature'),
  },
  {
    id: 'edit.copy-text',
    title: 'Copy as Apple Text',
    group: 'Edit',
    keys: [],
    enabled: hasReport,
    run: (state) => void state.copyText('text'),
  },
  {
    id: 'edit.copy-raw',
    title: 'Copy Raw Report',
    group: 'Edit',
    keys: [],
    enabled: hasReport,
    run: (state) => void state.copyText('raw'),
  },
];

const REPORT: readonly Command[] = [
  {
    id: 'report.next',
    title: 'Next Report of This Signature',
    group: 'Report',
    keys: [']'],
    enabled: (state) => hasNeighbour(state, 1),
    run: (state) => state.stepReport(1),
  },
  {
    id: 'report.previous',
    title: 'Previous Report of This Signature',
    group: 'Report',
    keys: ['['],
    enabled: (state) => hasNeighbour(state, -1),
    run: (state) => state.stepReport(-1),
  },
  {
    id: 'report.quick-look',
    title: 'Quick Look',
    group: 'Report',
    keys: [],
    inboxKeys: [' '],
    enabled: (state) => (state.view.place === 'feedback' ? shownScreenshot(state) !== null : hasReport(state)),
    run: (state) => state.showQuickLook(!state.quickLook),
  },
  {
    id: 'report.reveal',
    title: 'Reveal Original',
    group: 'Report',
    keys: [],
    enabled: (state) => hasReport(state) && state.abilities?.paths === true,
    run: (state) => void state.revealReport(),
  },
];

const GO: readonly Command[] = [
  {
    id: 'go.next',
    title: 'Next',
    group: 'Go',
    keys: ['j'],
    inboxKeys: ['ArrowDown'],
    enabled: hasList,
    run: (state) => goInList(state, listPosition(state) + 1),
  },
  {
    id: 'go.previous',
    title: 'Previous',
    group: 'Go',
    keys: ['k'],
    inboxKeys: ['ArrowUp'],
    enabled: hasList,
    run: (state) => goInList(state, listPosition(state) - 1),
  },
  {
    id: 'go.first',
    title: 'First',
    group: 'Go',
    keys: [],
    inboxKeys: ['Home'],
    enabled: hasList,
    run: (state) => goInList(state, 0),
  },
  {
    id: 'go.last',
    title: 'Last',
    group: 'Go',
    keys: [],
    inboxKeys: ['End'],
    enabled: hasList,
    run: (state) => goInList(state, listTotal(state) - 1),
  },
  {
    id: 'go.open',
    title: 'Go to the Detail',
    group: 'Go',
    keys: [],
    inboxKeys: ['Enter'],
    enabled: (state) => hasReport(state) || (state.view.place === 'feedback' && state.feedbackDetail !== null),
    run: (state, { focusPane }) => {
      if (state.view.place === 'feedback' && state.gallery) state.showGallery(false);
      focusPane('detail');
    },
  },
  {
    id: 'go.back',
    title: 'Back to the List',
    group: 'Go',
    keys: ['Escape'],
    enabled: always,
    run: (state, { focusPane }) => {
      state.closeCompare();
      state.collapse();
      focusPane('inbox');
    },
  },
];

const VIEW: readonly Command[] = [
  {
    id: 'view.sources',
    title: 'Sources',
    group: 'View',
    keys: ['mod+1'],
    enabled: always,
    run: (_, { focusPane }) => focusPane('sources'),
  },
  {
    id: 'view.inbox',
    title: 'Inbox',
    group: 'View',
    keys: ['mod+2'],
    enabled: always,
    run: (_, { focusPane }) => focusPane('inbox'),
  },
  {
    id: 'view.detail',
    title: 'Detail',
    group: 'View',
    keys: ['mod+3'],
    enabled: always,
    run: (_, { focusPane }) => focusPane('detail'),
  },
  {
    id: 'view.system-frames',
    title: 'Hide System Frames',
    group: 'View',
    keys: ['h'],
    enabled: always,
    run: (state) => state.toggleSystem(),
  },
];

const HELP: readonly Command[] = [
  {
    id: 'help.palette',
    title: 'Commands…',
    group: 'Help',
    keys: ['mod+k'],
    enabled: always,
    run: (state) => state.showPalette(!state.palette),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard Shortcuts',
    group: 'Help',
    keys: ['?', 'mod+/'],
    enabled: always,
    run: (state) => state.showCheatSheet(!state.cheatSheet),
  },
];

/** All commands, in the order of the menus. */
export const COMMANDS: readonly Command[] = [
  ...FILE,
  ...EXPORT_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...TRIAGE_EDIT_COMMANDS,
  ...EDIT,
  ...FIND_COMMANDS,
  ...TRIAGE_COMMANDS,
  ...REPORT,
  ...EDITOR_COMMANDS,
  ...FEEDBACK_COMMANDS,
  ...GO,
  ...VIEW,
  ...SEE_COMMANDS,
  ...HELP,
];

/** The name of a command as things stand. */
export function titleOf({ title, titleNow }: Command, state: State): string {
  return titleNow?.(state) ?? title;
}

/** A command by its id. */
export function commandOf(id: string): Command | null {
  return COMMANDS.find((command) => command.id === id) ?? null;
}
