/** What Apple counts of a signature, beside our own counts: devices, which share with developers, and no reports. */
import type { ReactNode } from 'react';
import type { AppleEvidence, ApplePoint, AppleShare, OverviewBar } from '../../../shared/contract.ts';
import { count, counted } from '../../words/numbers.ts';
import { evidenceTime } from '../../words/sources.ts';
import { Distribution } from './Distribution.tsx';
import styles from './OverviewTab.module.css';

/** Bars of Apple's narrow no inbox of ours. */
function barsOf(shares: readonly AppleShare[]): readonly OverviewBar[] {
  return shares.map(({ label, count }) => ({ label, count, narrow: null }));
}

function pointWords({ name, point, devices, reports, elsewhere }: ApplePoint): string {
  const met = devices === null ? 'devices unknown' : counted(devices, 'device');
  const apart = elsewhere === 0 ? '' : `, ${counted(elsewhere, 'log')} of it in other signatures`;
  return `${name ?? point}: ${met}, ${counted(reports, 'log')} here${apart}`;
}

export function Evidence({ id, evidence }: { readonly id: string; readonly evidence: AppleEvidence }): ReactNode {
  const { devices, devicesToday, points, byVersion, byOs, byDevice, byChannel } = evidence;
  const time = evidenceTime(evidence);
  return (
    <section aria-label="Counts by Apple">
      <h3 className={styles['title']}>Counted by Apple, as Xcode’s Organizer has it</h3>
      <dl className={styles['facts']}>
        <div>
          <dt>Devices</dt>
          <dd>
            <span className={styles['value']}>{devices === null ? 'Unknown' : `At most ${count(devices)}`}</span>
            {time !== '' && <span className={styles['moreWords']}>{time}</span>}
          </dd>
        </div>
        {devicesToday !== null && (
          <div>
            <dt>In the last day</dt>
            <dd>
              <span className={styles['value']}>{count(devicesToday)}</span>
            </dd>
          </div>
        )}
      </dl>
      <div className={styles['distributions']}>
        <Distribution key={`apple version ${id}`} title="Devices by version" bars={barsOf(byVersion)} />
        <Distribution key={`apple system ${id}`} title="Devices by system" bars={barsOf(byOs)} />
        <Distribution key={`apple device ${id}`} title="Devices by family" bars={barsOf(byDevice)} />
        <Distribution key={`apple channel ${id}`} title="Devices by channel" bars={barsOf(byChannel)} />
      </div>
      <ul className={styles['groups']} aria-label="Points of the Organizer">
        {points.map((point) => (
          <li key={`${point.point} ${point.versions.join(' ')}`}>{pointWords(point)}</li>
        ))}
      </ul>
    </section>
  );
}
