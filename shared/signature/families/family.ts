/**
 * What the signature of a report needs that is no crash. Crashes are grouped by how they ended and by the frames of one
 * stack; other families by the frames of a call tree, or by what the system said of them.
 */
import type { CrashReport } from '../../report/report.ts';
import type { Blame } from '../blame.ts';

export interface Family {
  /** Whose group it is: a bundle id or a process; empty for what belongs to the device. */
  readonly owner: string;
  /** The frames that decide; none where words do. */
  readonly blamed: Blame;
  /** The words that decide. They have no numbers or addresses. */
  readonly tokens: readonly string[];
  /** `Hang`: the first part of the subtitle. */
  readonly label: string;
  /** `4.2 s`: its second part; empty for none. */
  readonly measure: string;
  /** The title where no frame is to blame. */
  readonly title: string;
  /** The stack's name, as a label and inside a sentence; null for one of the report's threads. */
  readonly stack: readonly [label: string, inSentence: string] | null;
  /** Why reports without frames are together. */
  readonly sentence: string;
}

/** No frames. */
export const NO_BLAME: Blame = { stack: null, scope: 'none', deciding: [], skipped: [] };

/** The app of a report: its bundle id, else the process. */
export function ownerOf(report: CrashReport): string {
  return report.app.bundleId ?? report.process.name ?? report.app.name ?? '';
}

/** The app's name for sentences. */
export function nameOf(report: CrashReport): string {
  return report.process.name ?? report.app.name ?? report.app.bundleId ?? 'The app';
}

/** The name of no stack. */
export const NO_STACK = ['None', 'a stack'] as const;
