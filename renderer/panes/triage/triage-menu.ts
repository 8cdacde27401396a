/** The commands that a menu on a crash offers: the same that the menu bar has, in its order. */
import { commandOf } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';

const GROUPS: readonly (readonly string[])[] = [
  ['report.done', 'report.done-in', 'report.reopen', 'report.snooze', 'report.ignore'],
  ['report.priority', 'report.label', 'report.assign', 'report.note'],
  ['report.merge', 'report.split', 'report.compare'],
];

const COPIES: readonly string[] = ['edit.copy-markdown', 'edit.copy-text', 'edit.copy-link'];
const FILES: readonly string[] = ['report.quick-look', 'report.reveal', 'file.export'];

export interface MenuCommand {
  readonly command: Command;
  /** A line stands above it. */
  readonly separated: boolean;
}

function menuOf(groups: readonly (readonly string[])[]): readonly MenuCommand[] {
  return groups.flatMap((ids, group) =>
    ids
      .map(commandOf)
      .filter((command) => command !== null)
      .map((command, index) => ({ command, separated: group > 0 && index === 0 })),
  );
}

/** What can be decided about a crash. */
export const TRIAGE_MENU: readonly MenuCommand[] = menuOf(GROUPS);
/** The same, with what a press on a row can want besides. */
export const ROW_MENU: readonly MenuCommand[] = menuOf([...GROUPS, COPIES, FILES]);
