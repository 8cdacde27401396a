/** How the window's commands stand: what the desktop's menu bar shows of them. The window tells it whenever that changes. */
export interface CommandState {
  readonly id: string;
  /** As things stand: `Undo Mark 3 Crashes as Done`. */
  readonly title: string;
  readonly enabled: boolean;
}

/** More commands than there ever are, and longer titles: what comes from a page is bounded. */
const MOST = 500;
const LONGEST = 200;

function isCommandState(value: unknown): value is CommandState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'title' in value &&
    typeof value.title === 'string' &&
    value.title.length <= LONGEST &&
    'enabled' in value &&
    typeof value.enabled === 'boolean'
  );
}

/** What a page said of its commands, without what is none; empty where it makes no sense. */
export function readCommandStates(value: unknown): readonly CommandState[] {
  return Array.isArray(value) ? value.slice(0, MOST).filter(isCommandState) : [];
}
