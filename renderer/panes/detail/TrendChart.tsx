/** Reports per day as bars, with the same in words for who cannot see them and as a table for who wants the numbers. */
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Trend, TrendSpan } from '../../../shared/contract.ts';
import type { ReportKind } from '../../../shared/report/report.ts';
import { useApp } from '../../state/use.ts';
import { countedReports, reportsLabel } from '../../words/kinds.ts';
import { count } from '../../words/numbers.ts';
import { leftOut, trendDays, trendInWords } from '../../words/trend.ts';
import type { TrendDay } from '../../words/trend.ts';
import styles from './TrendChart.module.css';

/** As the contract has them; a type alone crosses from it, which keeps zod out of the window. */
const SPANS = [14, 30, 90] as const satisfies readonly TrendSpan[];
/** Units of the drawing: a day is one wide. */
const HEIGHT = 100;
const GAP = 0.16;

/** The least of 1, 2, 5, 10, 20 … that is not below the value: where the scale ends. */
function scaleEnd(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= value) ?? value;
}

function SpanChoice(): ReactNode {
  const span = useApp((state) => state.trendSpan);
  const showTrend = useApp((state) => state.showTrend);
  return (
    <ToggleGroup.Root
      type="single"
      className={styles['spans']}
      aria-label="Days of the trend"
      value={String(span)}
      onValueChange={(value) => {
        const chosen = SPANS.find((one) => String(one) === value);
        if (chosen !== undefined) showTrend(chosen);
      }}
    >
      {SPANS.map((one) => (
        <ToggleGroup.Item key={one} value={String(one)} className={styles['span']}>
          {one} days
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

interface DaysProps {
  readonly days: readonly TrendDay[];
  readonly kind: ReportKind;
}

function Drawing({ days, kind }: DaysProps): ReactNode {
  const end = scaleEnd(Math.max(0, ...days.map((day) => day.count)));
  const middle = days[Math.floor((days.length - 1) / 2)];
  return (
    <figure className={styles['chart']} aria-label={trendInWords(days, kind)}>
      <div className={styles['scale']} aria-hidden="true">
        <span>{count(end)}</span>
        {end > 1 && end % 2 === 0 && <span>{count(end / 2)}</span>}
        <span>0</span>
      </div>
      <svg
        className={styles['plot']}
        viewBox={`0 0 ${days.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map(({ name, count: reports }, index) => {
          const height = (HEIGHT * reports) / end;
          return (
            <g key={name} className={styles['day']}>
              <title>{`${name}: ${countedReports(reports, kind)}`}</title>
              <rect className={styles['room']} x={index} y={0} width={1} height={HEIGHT} />
              <rect
                className={styles['column']}
                x={index + GAP / 2}
                y={HEIGHT - height}
                width={1 - GAP}
                height={height}
              />
            </g>
          );
        })}
      </svg>
      <div className={styles['dates']} aria-hidden="true">
        <span>{days[0]?.name}</span>
        <span>{middle?.name}</span>
        <span>{days.at(-1)?.name}</span>
      </div>
    </figure>
  );
}

function Numbers({ days, kind }: DaysProps): ReactNode {
  return (
    <details className={styles['numbers']}>
      <summary>Numbers</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">{reportsLabel(kind)}</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter((day) => day.count > 0)
            .toReversed()
            .map((day) => (
              <tr key={day.name}>
                <th scope="row">{day.name}</th>
                <td>{count(day.count)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}

export function TrendChart({ trend, kind }: { readonly trend: Trend | null; readonly kind: ReportKind }): ReactNode {
  const now = useApp((state) => state.now);
  const days = trend ? trendDays(trend, now) : [];
  const rest = trend && leftOut(trend, kind);
  const some = days.some((day) => day.count > 0);
  return (
    <section className={styles['trend']} aria-label="Trend">
      <div className={styles['head']}>
        <h3 className={styles['title']}>{reportsLabel(kind)} per day</h3>
        <SpanChoice />
      </div>
      {days.length > 0 && <Drawing days={days} kind={kind} />}
      <div className={styles['foot']}>
        <p>
          {trend === null ? 'No report says when it happened. ' : null}
          {!some && trend !== null ? 'None in these days. ' : null}
          {rest}
        </p>
        {some && <Numbers days={days} kind={kind} />}
      </div>
    </section>
  );
}
