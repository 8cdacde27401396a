/**
 * A signature as Markdown for an issue: how often, where and since when it crashes, why these reports are together and what
 * was decided. Its reports follow it, see `markdown.ts`.
 */
import type { Share, SignatureDetail } from '../contract.ts';
import { inTitle, reportNoun } from '../report/kind-words.ts';
import { escapeMarkdown, markdownTable } from './markdown-text.ts';

/** Bars of a distribution that are written out; the rest is a number. */
const MOST_SHARES = 6;

function day(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString().slice(0, 10);
}

/** `2.1.0 (412) 62 %, 2.0.5 (398) 38 %` */
function spread(shares: readonly Share[]): string | null {
  const all = shares.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  const most = shares.toSorted((a, b) => b.count - a.count);
  const named = most.slice(0, MOST_SHARES).map(({ label, count }) => {
    const percent = Math.round((count / all) * 100);
    return `${label} ${percent < 1 ? '< 1' : percent} %`;
  });
  const rest = most.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

function seen(at: number | null, build: string | null): string | null {
  return [day(at), build === null ? null : `in ${build}`].filter((part) => part !== null).join(' ') || null;
}

function statusOf({ row }: SignatureDetail): string {
  const { resolvedIn, regressed } = row.triage;
  const back = regressed === null ? '' : `, regressed${regressed.build === null ? '' : ` in ${regressed.build}`}`;
  switch (row.status) {
    case 'open':
      return `Open${back}`;
    case 'resolved':
      return resolvedIn === null ? 'Resolved' : `Resolved in ${resolvedIn}`;
    case 'ignored':
      return 'Ignored';
  }
}

function frameText({ image, normalised, symbol }: SignatureDetail['explanation']['frames'][number]): string {
  return `- ${image === null ? '' : `${escapeMarkdown(image)}: `}${escapeMarkdown(symbol ?? normalised)}`;
}

/** The part that speaks of the signature, without its reports; a line break at its end. */
export function signatureToMarkdown(detail: SignatureDetail): string {
  const { row, explanation, note, firstBuild, lastBuild, regroupings } = detail;
  const { priority, labels, assignee } = row.triage;
  const byApple = detail.evidence?.devices ?? null;
  const facts = markdownTable([
    ['App', [row.app, row.bundleId].filter((part) => part !== null).join(' · ')],
    [inTitle(reportNoun(row.kind).many), String(row.count)],
    ['Devices', row.devices === 0 ? null : String(row.devices)],
    ['Devices by Apple', byApple === null ? null : `at most ${byApple}`],
    ['First seen', seen(row.firstSeen, firstBuild)],
    ['Last seen', seen(row.lastSeen, lastBuild)],
    ['Versions', spread(detail.byVersion)],
    ['OS', spread(detail.byOs)],
    ['Models', spread(detail.byDevice)],
    ['Status', statusOf(detail)],
    ['Priority', priority.level === null ? null : `${priority.level} (${priority.reason})`],
    ['Labels', labels.join(', ') || null],
    ['Assignee', assignee],
  ]);
  const merged = regroupings.map(
    ({ kind, otherTitle, reason }) =>
      `- ${kind === 'merged' ? 'Merged with' : 'Split off'} ${escapeMarkdown(otherTitle)}${reason === '' ? '' : `: ${escapeMarkdown(reason)}`}`,
  );
  const blocks = [
    `# ${escapeMarkdown(row.title)}`,
    row.subtitle === '' ? null : escapeMarkdown(row.subtitle),
    facts,
    `**Why together:** ${escapeMarkdown(explanation.sentence)}`,
    explanation.frames.length === 0 ? null : explanation.frames.map(frameText).join('\n'),
    merged.length === 0 ? null : merged.join('\n'),
    // The note is the user's own Markdown.
    note.trim() === '' ? null : `**Note**\n\n${note.trim()}`,
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}
