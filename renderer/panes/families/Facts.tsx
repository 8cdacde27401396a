/** Labels and values of a report, in its own order. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../words/numbers.ts';
import styles from './Families.module.css';

export interface FactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Folded to its title at first. */
  readonly folded?: boolean;
}

/** Shown at first: payloads of metrics have hundreds. */
const STEP = 60;

function List({ title, facts }: Pick<FactsProps, 'title' | 'facts'>): ReactNode {
  const [most, setMost] = useState(STEP);
  return (
    <>
      <dl className={styles['facts']} aria-label={title}>
        {facts.slice(0, most).map(([label, value], index) => (
          // Labels repeat in what people and systems write.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {facts.length > most && (
        <Button look="link" className={styles['more']} onClick={() => setMost(most + 10 * STEP)}>
          Show {count(facts.length - most)} more
        </Button>
      )}
    </>
  );
}

export function Facts({ title, facts, folded = false }: FactsProps): ReactNode {
  if (facts.length === 0) return null;
  if (folded) {
    return (
      <details className={styles['folded']}>
        <summary>{title}</summary>
        <List title={title} facts={facts} />
      </details>
    );
  }
  return (
    <section className={styles['section']}>
      <h3 className={styles['title']}>{title}</h3>
      <List title={title} facts={facts} />
    </section>
  );
}
