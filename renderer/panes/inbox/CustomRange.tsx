/** A range of days of one's own, both ends included, in the user's time zone. */
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { Filter } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { dayInput, dayStart } from '../../words/dates.ts';
import styles from './FilterPanel.module.css';

export function CustomRange({ when }: { readonly when: Filter['when'] }): ReactNode {
  const narrow = useApp((state) => state.narrow);
  const showFilterMenu = useApp((state) => state.showFilterMenu);
  const now = useApp((state) => state.now);
  const known = when !== null && 'from' in when ? when : null;
  const [first, setFirst] = useState(known ? dayInput(known.from) : '');
  const [last, setLast] = useState(dayInput(known?.to ?? now));
  const from = dayStart(first, 0);
  const to = dayStart(last, 1);
  const usable = from !== null && to !== null && from < to;

  function apply(event: SubmitEvent): void {
    event.preventDefault();
    if (!usable) return;
    narrow({ when: { from, to: to - 1 } });
    showFilterMenu(null);
  }

  return (
    <form className={styles['range']} onSubmit={apply}>
      <label>
        From
        <input type="date" value={first} max={last} onChange={(event) => setFirst(event.target.value)} />
      </label>
      <label>
        To
        <input type="date" value={last} min={first} onChange={(event) => setLast(event.target.value)} />
      </label>
      <Button type="submit" disabled={!usable}>
        Show
      </Button>
    </form>
  );
}
