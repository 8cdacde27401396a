/** What was used beyond what is allowed: the sentence large, and how far beyond as a bar. */
import type { ReactNode } from 'react';
import type { Cost as CostFacts } from '../../../shared/report/body.ts';
import { costWords } from '../../words/cost.ts';
import styles from './Families.module.css';

export function Cost({ cost }: { readonly cost: CostFacts }): ReactNode {
  const { headline, lines, meter } = costWords(cost);
  // Without a limit it would say again what the meaning says.
  if (lines.length === 0 && meter === null) return null;
  const whole = meter && Math.max(meter.used, meter.limit);
  return (
    <section className={styles['lead']} aria-label="Cost">
      <p className={styles['headline']}>{headline}</p>
      {meter && whole !== null && (
        <div className={styles['meter']} aria-hidden="true">
          <span
            className={meter.used > meter.limit ? styles['over'] : styles['within']}
            style={{ width: `${(100 * meter.used) / whole}%` }}
          />
          <span className={styles['limit']} style={{ left: `${(100 * meter.limit) / whole}%` }} />
        </div>
      )}
      {lines.length > 0 && <p className={styles['quiet']}>{lines.join(' ')}</p>}
    </section>
  );
}
