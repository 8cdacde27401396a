/** The signature in numbers: how often, since when, for whom, on what; and what makes it one group. */
import type { ReactNode } from 'react';
import type { SignatureDetail, SignatureOverview } from '../../../shared/contract.ts';
import type { ReportKind } from '../../../shared/report/report.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { recently } from '../../words/dates.ts';
import { reportsLabel, reportsWord } from '../../words/kinds.ts';
import { count, counted, percent } from '../../words/numbers.ts';
import { statusWords } from '../../words/triage.ts';
import { Distribution } from './Distribution.tsx';
import { Evidence } from './Evidence.tsx';
import { Groups } from './Groups.tsx';
import styles from './OverviewTab.module.css';
import { TrendChart } from './TrendChart.tsx';
import { Why } from './Why.tsx';

interface Fact {
  readonly term: string;
  readonly value: string;
  readonly more?: string | null;
  readonly tone?: 'warning';
}

/** `234`, and of how many users where somebody said so. */
function affected({ devices, users }: SignatureOverview): Fact {
  const term = 'Affected devices';
  if (devices === 0) return { term, value: 'Unknown', more: 'Reports do not tell devices apart' };
  const of = users === null ? 'Number of users unknown' : `${percent(devices / users)} of ${counted(users, 'user')}`;
  return { term, value: count(devices), more: of };
}

function factsOf(
  { row, firstBuild, lastBuild }: SignatureDetail,
  overview: SignatureOverview,
  now: number,
  all: ReportKind | null,
): Fact[] {
  const { regressed, priority, labels, assignee } = row.triage;
  const back = regressed ? `Came back ${recently(regressed.at, now)} after its fix` : null;
  return [
    { term: 'Status', value: statusWords(row, now), more: back, ...(regressed ? { tone: 'warning' } : {}) },
    { term: 'Priority', value: priority.level ?? 'Unknown', more: priority.chosen ? 'Set by hand' : priority.reason },
    { term: reportsLabel(row.kind), value: count(row.count), more: `${percent(row.share)} of all ${reportsWord(all)}` },
    affected(overview),
    {
      term: 'First seen',
      value: firstBuild ?? 'Version unknown',
      more: row.firstSeen === null ? null : recently(row.firstSeen, now),
    },
    {
      term: 'Last seen',
      value: lastBuild ?? 'Version unknown',
      more: row.lastSeen === null ? null : recently(row.lastSeen, now),
    },
    ...(labels.length > 0 ? [{ term: 'Labels', value: labels.join(', ') }] : []),
    ...(assignee === null ? [] : [{ term: 'Assigned to', value: assignee }]),
  ];
}

function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ term, value, more, tone }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <span className={tone === 'warning' ? styles['warning'] : styles['value']}>{value}</span>
            {more !== undefined && more !== null && <span className={styles['moreWords']}>{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function OverviewTab({ detail }: { readonly detail: SignatureDetail }): ReactNode {
  const { id, kind } = detail.row;
  const all = useApp((state) => state.library?.kind ?? null);
  const now = useApp((state) => state.now);
  const overview = useApp((state) => (state.overview?.id === id ? state.overview : null));
  const fault = useApp((state) => state.overviewFault);
  const loadOverview = useApp((state) => state.loadOverview);
  if (!overview) {
    if (!fault) return null;
    return (
      <p className={styles['fault']}>
        {fault.message} <Button onClick={() => void loadOverview()}>Try Again</Button>
      </p>
    );
  }
  return (
    <>
      <Facts facts={factsOf(detail, overview, now, all)} />
      <TrendChart trend={overview.trend} kind={kind} />
      <div className={styles['distributions']}>
        <Distribution key={`version ${id}`} title="Version" bars={overview.byRelease.toReversed()} />
        <Distribution key={`system ${id}`} title="System" bars={overview.bySystem} />
        <Distribution key={`device ${id}`} title="Device" bars={overview.byDevice} />
      </div>
      {detail.evidence !== null && <Evidence id={id} evidence={detail.evidence} />}
      <section aria-label="Grouping">
        <h3 className={styles['title']}>Why these {reportsWord(kind)} are together</h3>
        <Why key={id} explanation={detail.explanation} initiallyOpen />
        <Groups regroupings={detail.regroupings} />
      </section>
    </>
  );
}
