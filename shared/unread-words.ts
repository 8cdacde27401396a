/** What a file that could not be read might be, and what helps: for the window and the command line alike. */
import { bugTypeText } from './formats/bug-type.ts';
import type { Fault } from './result.ts';

export interface UnreadGuess {
  /** What it might be, in a few words. */
  readonly guess: string;
  /** What to do with it. */
  readonly advice: string;
}

interface Given {
  readonly fileName: string;
  readonly bytes: number;
  readonly fault: Fault;
  /** The first lines. */
  readonly beginning: string;
}

/** Endings that Apple's systems give to reports; also behind them what mail and copies add. */
const REPORT_NAME =
  /\.(?:ips|crash|panic|hang|spin|diag|shutdownstall|gpurestart|cpu_resource|wakeups_resource|diskwrites_resource|synced|beta|xccrashpoint)(?:\.(?:txt|ca|synced|beta))?$/i;
const BUG_TYPE = /"bug_type"\s*:\s*"?(\d{1,6})/;

const LATER = 'A later Faultline may read it: try again after an update.';

/** Total: of a file of which nothing can be told it says so. */
export function guessUnread({ fileName, bytes, fault, beginning }: Given): UnreadGuess {
  if (bytes === 0) {
    return { guess: 'An empty file', advice: 'Nothing arrived: copy it again from where it came.' };
  }
  const bugType = BUG_TYPE.exec(beginning)?.[1];
  if (bugType !== undefined) return { guess: `A report of Apple’s, bug type ${bugTypeText(bugType)}`, advice: LATER };
  if (fault.kind === 'unreadable-report') return { guess: 'A report that is not read yet, or damaged', advice: LATER };
  if (REPORT_NAME.test(fileName)) {
    return {
      guess: 'By its name a report of Apple’s, by its content none',
      advice: 'It may have been cut off or changed on its way: ask for the file itself rather than for its text.',
    };
  }
  if (fault.kind === 'not-a-report') {
    return { guess: 'No report', advice: 'Delete it here if it came by mistake; the file it was copied from stays.' };
  }
  return { guess: 'Unknown', advice: LATER };
}
