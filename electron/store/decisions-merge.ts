/** Two decisions about what turned out to be one crash. Pure. */
import type { Status } from '../../shared/contract.ts';
import type { AppRelease, Decision } from './decisions-row.ts';
import { compareReleases, compareVersions } from './versions.ts';

function agreedStatus(mine: Decision, theirs: Decision): Status | null {
  const statuses = [mine.status, theirs.status].filter((status) => status !== null);
  const [first] = statuses;
  if (first === undefined) return null;
  if (statuses.includes('open')) return 'open';
  return statuses.includes('resolved') ? 'resolved' : first;
}

function later(mine: AppRelease | null, theirs: AppRelease | null): AppRelease | null {
  if (mine === null || theirs === null) return mine ?? theirs;
  return compareReleases(mine, theirs) >= 0 ? mine : theirs;
}

function newestRegression(mine: Decision, theirs: Decision): Decision['regressed'] {
  if (mine.regressed === null || theirs.regressed === null) return mine.regressed ?? theirs.regressed;
  return mine.regressed.at >= theirs.regressed.at ? mine.regressed : theirs.regressed;
}

function fixedIn(mine: Decision, theirs: Decision): string | null {
  const fixes = [mine, theirs].filter(({ status }) => status === 'resolved').map(({ resolvedIn }) => resolvedIn);
  // Where one of them is fixed in a build to come, both are not before that.
  const [first = null, second = first] = fixes;
  if (first === null || second === null) return null;
  return compareVersions(first, second) >= 0 ? first : second;
}

/**
 * The notes are joined, labels added up; it is open when anybody who decided left it open, and resolved in the later of
 * two builds; it was seen when either was. Where both say something of which there can be one only, the first wins.
 */
export function mergeDecisions(mine: Decision, theirs: Decision): Decision {
  const status = agreedStatus(mine, theirs);
  const notes = [...new Set([mine.note, theirs.note])].filter((note) => note !== '');
  const deciding = [mine, theirs].find((decision) => decision.status === status);
  const decidedAt = Math.max(mine.decidedAt ?? 0, theirs.decidedAt ?? 0);
  const levels = [mine.priority, theirs.priority].filter((level) => level !== null);
  return {
    status,
    decidedAt: decidedAt === 0 ? null : decidedAt,
    newest: later(mine.newest, theirs.newest),
    resolvedIn: status === 'resolved' ? fixedIn(mine, theirs) : null,
    ignoredUntil: status === 'ignored' ? (deciding?.ignoredUntil ?? null) : null,
    regressed: status === 'open' || status === null ? newestRegression(mine, theirs) : null,
    priority: levels.toSorted()[0] ?? null,
    labels: [...new Set([...mine.labels, ...theirs.labels])].sort((a, b) =>
      a.toLowerCase() < b.toLowerCase() ? -1 : 1,
    ),
    assignee: mine.assignee ?? theirs.assignee,
    note: notes.join('\n\n'),
    seen: mine.seen || theirs.seen,
  };
}
