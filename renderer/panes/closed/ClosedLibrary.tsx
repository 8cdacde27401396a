/** In place of the whole window while there is no library: what is wrong with it, and what can be done about it. */
import { DatabaseZap, HardDrive, Lock, TriangleAlert, Unplug } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Events, Opening, OpeningAct } from '../../../shared/contract.ts';
import type { FaultKind } from '../../../shared/result.ts';
import type { Bridge } from '../../bridge.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ClosedLibrary.module.css';

/** A library that does not open. */
export type Closed = Extract<Opening, { readonly state: 'closed' }>;

interface Words {
  readonly title: string;
  readonly icon: LucideIcon;
  /** In place of what the fault says. */
  readonly text?: string;
}

const OTHERWISE: Words = { title: 'The library cannot be opened', icon: TriangleAlert };
const WORDS: Readonly<Partial<Record<FaultKind, Words>>> = {
  'library-corrupt': {
    title: 'The library’s database is damaged',
    icon: DatabaseZap,
    text: 'The original reports are untouched. Rebuilding reads them again, takes over what can still be read of your decisions, and keeps the damaged file.',
  },
  'library-busy': { title: 'The library is in use', icon: Lock },
  'library-too-new': { title: 'This library needs a newer Faultline', icon: TriangleAlert },
  'library-missing': { title: 'The library is not there', icon: Unplug },
  'disk-full': { title: 'The disk is full', icon: HardDrive },
  forbidden: { title: 'The library cannot be written to', icon: Lock },
};

const ACTS: Readonly<Record<OpeningAct, string>> = {
  retry: 'Try Again',
  rebuild: 'Rebuild Library',
  choose: 'Choose Another Library…',
  reveal: 'Show in File Browser',
};

function Progress({ progress }: { readonly progress: Events['library.progress'] | null }): ReactNode {
  const words = progress === null ? 'Opening the library' : progress.step;
  const total = progress?.total ?? null;
  return (
    <output className={styles['progress']}>
      <progress
        aria-label={words}
        {...(progress === null || total === null ? {} : { value: progress.done, max: total })}
      />
      <span>{words}…</span>
    </output>
  );
}

export function ClosedLibrary({ bridge, closed }: { readonly bridge: Bridge; readonly closed: Closed }): ReactNode {
  const { fault, path, acts } = closed;
  const [isWorking, setWorking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [progress, setProgress] = useState<Events['library.progress'] | null>(null);
  useEffect(() => bridge.on('library.progress', setProgress), [bridge]);

  const act = async (which: OpeningAct): Promise<void> => {
    setWorking(true);
    setTrouble(null);
    setProgress(null);
    const answer = await bridge.call('library.open', { act: which });
    setWorking(false);
    if (!answer.ok) setTrouble(answer.fault.message);
  };

  const { title, icon: Icon, text } = WORDS[fault.kind] ?? OTHERWISE;
  const first: OpeningAct = acts.includes('rebuild') ? 'rebuild' : 'retry';
  const ordered = [first, ...acts.filter((one) => one !== first)];
  return (
    <main className={styles['page']} aria-label="Library">
      <div className={styles['icon']} aria-hidden="true">
        <Icon size={44} strokeWidth={1.1} />
      </div>
      <h1 className={styles['title']}>{title}</h1>
      <p className={styles['text']}>{text ?? fault.message}</p>
      <div className={styles['acts']}>
        {isWorking ? (
          <Progress progress={progress} />
        ) : (
          ordered.map((one) => (
            <Button key={one} look={one === first ? 'primary' : 'push'} onClick={() => void act(one)}>
              {ACTS[one]}
            </Button>
          ))
        )}
      </div>
      {trouble !== null && (
        <p className={styles['trouble']} role="alert">
          {trouble}
        </p>
      )}
      <p className={styles['path']}>{path}</p>
      {fault.detail !== undefined && fault.detail !== path && <p className={styles['path']}>{fault.detail}</p>}
      {!acts.includes('choose') && (
        <p className={styles['text']}>To open another library, start Faultline with --library and its folder.</p>
      )}
    </main>
  );
}
