/** `faultline compare`: two versions of an app side by side, as the window compares them. */
import { comparisonToMarkdown, sideName } from '../../shared/compare/markdown.ts';
import { fineShare } from '../../shared/compare/judge.ts';
import { CHANGE_WORDS } from '../../shared/compare/words.ts';
import { reportNoun } from '../../shared/report/kind-words.ts';
import type { Noun } from '../../shared/report/kind-words.ts';
import type { Api, ComparedCount, Comparison, Release } from '../../shared/contract.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export type CompareStyle = 'text' | 'json' | 'markdown';

/** `2.1.0` means all its builds, `2.1.0 (412)` one of them. */
export function readRelease(text: string): Release {
  const [, version = '', build] = /^\s*(.*?)\s*(?:\(([^()]+)\))?\s*$/.exec(text) ?? [];
  return { version, build: build?.trim() ?? null };
}

function cell({ crashes, share }: ComparedCount): string {
  return crashes === 0 ? '–' : `${crashes} (${fineShare(share)})`;
}

function reportsOf({ crashes }: Comparison['before'], { one, many }: Noun): string {
  return `${crashes} ${crashes === 1 ? one : many}`;
}

function toText(comparison: Comparison, width: number): string {
  const { appName, before, after, kind, groups, rates } = comparison;
  const noun = reportNoun(kind);
  const columns: readonly Column[] = [
    { heading: sideName(before), right: true },
    { heading: sideName(after), right: true },
    { heading: 'SIGNATURE' },
    { heading: 'WHY' },
  ];
  const lines = [
    `${appName}: ${sideName(before)}, ${reportsOf(before, noun)} → ${sideName(after)}, ${reportsOf(after, noun)}`,
    rates,
  ];
  for (const { change, total, rows } of groups) {
    lines.push('', `${CHANGE_WORDS[change]}: ${total}`);
    if (change === 'steady' || total === 0) continue;
    const cells = rows.map((row) => [cell(row.before), cell(row.after), `${row.title}  (${row.subtitle})`, row.reason]);
    lines.push(...formatTable(columns, cells, width));
    if (total > rows.length) lines.push(`… and ${total - rows.length} more`);
  }
  return `${lines.join('\n')}\n`;
}

/** Prints the comparison; 1 where the library has no report of one of them. */
export async function printComparison(
  api: Api,
  asked: { readonly app: string; readonly before: string; readonly after: string },
  style: CompareStyle,
  terminal: Terminal,
): Promise<ExitCode> {
  const reply = await api['compare.versions']({
    app: asked.app,
    before: readRelease(asked.before),
    after: readRelease(asked.after),
  });
  if (!reply.ok) {
    printFault(terminal, reply.fault);
    return 1;
  }
  const { columns } = terminal;
  if (style === 'json') terminal.write(`${JSON.stringify(reply.value, null, 2)}\n`);
  else terminal.write(style === 'markdown' ? comparisonToMarkdown(reply.value) : toText(reply.value, columns));
  return 0;
}
