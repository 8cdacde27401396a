/** Processes as a stackshot found them: each opens to its threads, and these to their stacks. */
import { ChevronRight } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ReportJson } from '../../../shared/render/json.ts';
import { HideSystem } from '../../stack/HideSystem.tsx';
import { processStacks } from '../../stack/stacks.ts';
import { StackView } from '../../stack/StackView.tsx';
import { useShown } from '../../stack/Shown.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { count, counted } from '../../words/numbers.ts';
import { Facts } from './Facts.tsx';
import styles from './Families.module.css';
import { filterProcesses, threadStates } from './filter-processes.ts';
import type { Listed } from './filter-processes.ts';

/** Processes drawn at once, and threads of one. */
const STEP = 200;
const THREADS = 100;

function Threads({ listed }: { readonly listed: Listed }): ReactNode {
  const { process, at } = listed;
  const [most, setMost] = useState(THREADS);
  const found = useShown()?.found;
  const stacks = useMemo(() => processStacks(process, at), [process, at]);
  const shown = stacks.filter(({ key }, index) => index < most || found?.stacks.has(key) === true);
  return (
    <>
      <Facts title={`Facts of ${process.name ?? 'the process'}`} facts={process.facts} folded />
      {shown.map((stack) => (
        <StackView key={stack.key} stack={stack} blamed={null} initiallyOpen={stacks.length <= 3} />
      ))}
      {stacks.length > shown.length && (
        <Button look="link" className={styles['more']} onClick={() => setMost(most + 10 * THREADS)}>
          Show {count(stacks.length - shown.length)} more threads
        </Button>
      )}
    </>
  );
}

function Process({ listed, initiallyOpen }: { readonly listed: Listed; readonly initiallyOpen: boolean }): ReactNode {
  const { process, at } = listed;
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  const shown = useShown();
  const place = shown?.found.places[shown.match ?? -1];
  const isSought = place?.stack.startsWith(`process-${at}-`) === true;
  // What the search went to stays open after it.
  const [visited, setVisited] = useState(false);
  if (isSought !== visited) {
    setVisited(isSought);
    if (isSought) setOpen(true);
  }
  const { blocked, running } = threadStates(process);
  return (
    <li className={styles['process']}>
      <h3>
        <button
          type="button"
          className={classes(styles['processHead'], open && styles['open'])}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={13} className={styles['chevron']} aria-hidden="true" />
          <span className={styles['name']}>{process.name ?? 'Unknown process'}</span>
          {process.pid !== null && <span className={styles['pid']}>{process.pid}</span>}
          {blocked > 0 && <span className={styles['chip']}>{count(blocked)} blocked</span>}
          {running > 0 && <span className={styles['quiet']}>{count(running)} running</span>}
          <span className={styles['threads']}>{counted(process.threads.length, 'thread')}</span>
        </button>
      </h3>
      {open && (
        <div id={id} className={styles['processBody']}>
          <Threads listed={listed} />
        </div>
      )}
    </li>
  );
}

export function Processes({ report }: { readonly report: ReportJson }): ReactNode {
  const processes = report.body?.processes ?? [];
  const [words, setWords] = useState('');
  const [most, setMost] = useState(STEP);
  const wanted = useDeferredValue(words);
  const found = filterProcesses(processes, wanted, report);
  return (
    <section aria-label="Processes">
      <div className={styles['filterBar']}>
        <input
          type="search"
          className={styles['filter']}
          placeholder="Process, thread or note"
          aria-label="Search processes"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <output className={styles['quiet']}>{counted(found.length, 'process', 'processes')}</output>
        <HideSystem />
      </div>
      <ul className={styles['processes']}>
        {found.slice(0, most).map((listed) => (
          <Process key={listed.at} listed={listed} initiallyOpen={found.length === 1} />
        ))}
      </ul>
      {found.length > most && (
        <Button look="link" className={styles['more']} onClick={() => setMost(most + 10 * STEP)}>
          Show {count(found.length - most)} more
        </Button>
      )}
    </section>
  );
}
