/** The check-up of an account: one line for each thing that was looked at, with what is wrong and who must act. */
import { CircleAlert, CircleCheck, CircleMinus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DoctorCheck } from '../../../shared/contract/accounts.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Doctor.module.css';
import { Advice } from './Problem.tsx';

function Sign({ state }: Pick<DoctorCheck, 'state'>): ReactNode {
  switch (state) {
    case 'ok':
      return <CircleCheck size={15} className={styles['ok']} aria-label="Fine" />;
    case 'warning':
      return <TriangleAlert size={15} className={styles['warning']} aria-label="Warning" />;
    case 'error':
      return <CircleAlert size={15} className={styles['error']} aria-label="Problem" />;
    case 'skipped':
      return <CircleMinus size={15} className={styles['skipped']} aria-label="Not looked at" />;
  }
}

function Table({ checks }: { readonly checks: readonly DoctorCheck[] }): ReactNode {
  return (
    <table className={styles['table']} aria-label="Check">
      <tbody>
        {checks.map((check) => (
          <tr key={check.id}>
            <td>
              <Sign state={check.state} />
            </td>
            <th scope="row">{check.title}</th>
            <td>
              {check.sentence}
              {check.diagnosis && <Advice diagnosis={check.diagnosis} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Doctor({ account }: { readonly account: string }): ReactNode {
  const doctor = useApp((state) => (state.doctor?.account === account ? state.doctor : null));
  const runDoctor = useApp((state) => state.runDoctor);
  const looking = doctor !== null && doctor.checks === null && doctor.fault === null;
  return (
    <section className={styles['doctor']}>
      <div className={styles['line']}>
        <h3>Check</h3>
        <Button disabled={looking} onClick={() => void runDoctor(account)}>
          {doctor === null ? 'Check' : 'Check Again'}
        </Button>
      </div>
      <div aria-live="polite">
        {doctor === null && (
          <p className={styles['dim']}>Looks at clock, key, agreements and what the key’s role opens.</p>
        )}
        {looking && <p className={styles['dim']}>Asking Apple…</p>}
        {doctor?.fault && <p className={styles['fault']}>{doctor.fault.message}</p>}
        {doctor?.checks && <Table checks={doctor.checks} />}
      </div>
    </section>
  );
}
