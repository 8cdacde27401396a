/** Acts in words: as a menu names them after Undo and Redo, and as a notice tells that they are done. Pure. */
import type { Act } from '../../shared/contract.ts';
import { groupNoun, inTitle, reportNoun } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';

export interface ActWords {
  /** `Mark 3 Crashes as Done`; without the number where it is one. */
  readonly menu: string;
  /** `Marked 3 crashes as done` */
  readonly words: string;
}

/** Longer names are cut: words go into menus. */
const LONGEST = 60;

function cut(text: string): string {
  const letters = Array.from(text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim());
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function untilWords(until: Extract<Act, { readonly kind: 'ignore' }>['until'], kind: ReportKind | null): string {
  switch (until.kind) {
    case 'ever':
      return '';
    case 'date':
      return ` until ${new Date(until.at).toISOString().slice(0, 10)}`;
    case 'more': {
      const { one, many } = reportNoun(kind);
      return ` until ${counted(until.count, `more ${one} comes`, `more ${many} come`)}`;
    }
    case 'next-build':
      return ' until the next build';
  }
}

function quoted(labels: readonly string[]): string {
  return labels.map((label) => `“${cut(label)}”`).join(', ');
}

/**
 * What an act is called that changed so many signatures. `kind` is that of all their reports, null where there are several;
 * `title` is that of the group that was merged into.
 */
export function wordsOf(act: Act, count: number, kind: ReportKind | null, title = ''): ActWords {
  const { one, many } = groupNoun(kind);
  const those = counted(count, one, many);
  const number = `${count.toLocaleString('en-US')} ${inTitle(many)}`;
  const [some, ofSome] = count === 1 ? ['', ''] : [` ${number}`, ` of ${number}`];
  switch (act.kind) {
    case 'resolve': {
      const build = act.build === null ? '' : ` in ${cut(act.build)}`;
      return { menu: `Mark${some} as Done`, words: `Marked ${those} as done${build}` };
    }
    case 'reopen':
      return { menu: `Reopen${some}`, words: `Reopened ${those}` };
    case 'ignore':
      return { menu: `Ignore${some}`, words: `Ignored ${those}${untilWords(act.until, kind)}` };
    case 'prioritise':
      return act.level === null
        ? { menu: `Reset Priority${ofSome}`, words: `Reset the priority of ${those}` }
        : { menu: `Set Priority${ofSome}`, words: `Set the priority of ${those} to ${act.level}` };
    case 'label': {
      const added = act.add.length === 0 ? [] : [`Labelled ${those} ${quoted(act.add)}`];
      const removed =
        act.remove.length === 0 ? [] : [`${added.length === 0 ? 'Took' : 'took'} ${quoted(act.remove)} off ${those}`];
      return {
        menu: act.add.length === 0 ? `Remove Label${ofSome}` : `Label${some}`,
        words: [...added, ...removed].join(', '),
      };
    }
    case 'assign':
      return act.to === null
        ? { menu: `Unassign${some}`, words: `Unassigned ${those}` }
        : { menu: `Assign${some}`, words: `Assigned ${those} to ${cut(act.to)}` };
    case 'note':
      return { menu: `Edit Note${ofSome}`, words: `Changed the note of ${those}` };
    case 'merge':
      return { menu: `Merge${some === '' ? ` ${inTitle(one)}` : some}`, words: `Merged ${those} into ${cut(title)}` };
    case 'split': {
      const reports = act.reports.length;
      return {
        menu: `Split Off ${counted(reports, 'Report', 'Reports')}`,
        words: `Split ${counted(reports, 'report', 'reports')} off ${cut(title)}`,
      };
    }
  }
}

/** What is said of an act that found nothing to change. */
export function wordsOfNothing(act: Act): string {
  switch (act.kind) {
    case 'resolve':
      return 'Already marked as done';
    case 'reopen':
      return 'Already open';
    case 'ignore':
      return 'Already ignored';
    case 'prioritise':
    case 'label':
    case 'assign':
    case 'note':
    case 'merge':
    case 'split':
      return 'Nothing to change';
  }
}
