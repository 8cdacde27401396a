/** A comparison of two versions as Markdown, for an issue or a release's notes. Pure. */
import type { Change, ComparedCount, ComparedRow, ComparedSide, Comparison } from '../contract/see.ts';
import { atStart, groupNoun, reportNoun } from '../report/kind-words.ts';
import { fineShare } from './judge.ts';
import { CHANGE_WORDS } from './words.ts';

/** Cells and headings are one line, and nothing in them is markup. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`);
}

/** `2.1.0`, `2.1.0 (412)` */
export function sideName({ version, build }: Pick<ComparedSide, 'version' | 'build'>): string {
  const name = version === '' ? 'unknown version' : version;
  return build === null || build === '' ? name : `${name} (${build})`;
}

function cell({ crashes, share, rate }: ComparedCount): string {
  const perUsers = rate === null ? '' : `, ${rate.toFixed(1)} per 1,000`;
  return crashes === 0 ? '–' : `${crashes} (${fineShare(share)}${perUsers})`;
}

function line(row: ComparedRow): string {
  const name = `**${plain(row.title)}** ${plain(row.subtitle)}`;
  return `| ${name} | ${cell(row.before)} | ${cell(row.after)} | ${plain(row.reason)} |`;
}

function group(change: Change, total: number, rows: readonly ComparedRow[], head: string): readonly string[] {
  if (total === 0) return [];
  const more = total > rows.length ? [``, `… and ${total - rows.length} more`] : [];
  return ['', `## ${CHANGE_WORDS[change]} (${total})`, '', head, '|:--|--:|--:|:--|', ...rows.map(line), ...more];
}

/** The comparison with all but what stayed as it was, of which the number is said. */
export function comparisonToMarkdown({ appName, before, after, kind, groups, rates }: Comparison): string {
  const [left, right] = [plain(sideName(before)), plain(sideName(after))];
  const head = `| ${atStart(groupNoun(kind).one)} | ${left} | ${right} | Why |`;
  const steady = groups.find(({ change }) => change === 'steady')?.total ?? 0;
  return [
    `# ${plain(appName)}: ${left} → ${right}`,
    '',
    `| | ${left} | ${right} |`,
    '|:--|--:|--:|',
    `| ${atStart(reportNoun(kind).many)} | ${before.crashes} | ${after.crashes} |`,
    `| Signatures | ${before.signatures} | ${after.signatures} |`,
    '',
    plain(rates),
    ...groups
      .filter(({ change }) => change !== 'steady')
      .flatMap(({ change, total, rows }) => group(change, total, rows, head)),
    '',
    `${steady} without a clear change.`,
    '',
  ].join('\n');
}
