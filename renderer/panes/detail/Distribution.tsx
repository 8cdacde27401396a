/** A distribution as bars with their counts: the largest parts, all of them on request. A bar narrows the inbox to itself. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { OverviewBar } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Spoken } from '../../ui/Spoken.tsx';
import { count, percent } from '../../words/numbers.ts';
import styles from './Distribution.module.css';

/** One bar more than this is shown, rather than a button for it. */
const MOST = 5;

function Bar({ bar, total }: { readonly bar: OverviewBar; readonly total: number }): ReactNode {
  const narrow = useApp((state) => state.narrow);
  const inside = (
    <>
      <span className={styles['label']} title={bar.label}>
        {bar.label}
      </span>
      <span className={styles['numbers']}>
        {count(bar.count)} <span className={styles['share']}>{percent(bar.count / total)}</span>
      </span>
      <span className={styles['track']} aria-hidden="true">
        <span className={styles['fill']} style={{ width: `${(100 * bar.count) / total}%` }} />
      </span>
    </>
  );
  const { narrow: part } = bar;
  if (part === null) return <div className={styles['bar']}>{inside}</div>;
  return (
    <button
      type="button"
      className={styles['bar']}
      title={`Show only reports of ${bar.label} in the inbox`}
      onClick={() => narrow(part)}
    >
      {inside}
    </button>
  );
}

export interface DistributionProps {
  readonly title: string;
  readonly bars: readonly OverviewBar[];
}

export function Distribution({ title, bars }: DistributionProps): ReactNode {
  const [all, setAll] = useState(false);
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const hides = bars.length > MOST + 1;
  return (
    <section className={styles['distribution']}>
      <h3 className={styles['title']}>{title}</h3>
      <ul>
        {(all || !hides ? bars : bars.slice(0, MOST)).map((bar) => (
          <li key={bar.label}>
            <Bar bar={bar} total={total} />
          </li>
        ))}
      </ul>
      {hides && (
        <Button look="link" aria-expanded={all} className={styles['more']} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${count(bars.length)}`}
          <Spoken> of {title}</Spoken>
        </Button>
      )}
    </section>
  );
}
