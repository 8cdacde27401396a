/** In place of inbox and detail when nothing could be read: why, and another try. */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Fault, FaultKind } from '../../shared/result.ts';
import { useApp } from '../state/use.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import styles from './Window.module.css';

/** Faults of the library as a whole. */
const LOST: ReadonlySet<FaultKind> = new Set(['not-found', 'library-corrupt', 'library-too-new', 'library-busy']);

function titleOf({ kind }: Fault): string {
  if (kind === 'offline') return 'Faultline is not running';
  return LOST.has(kind) ? 'The library cannot be opened' : 'The inbox could not be read';
}

export function Failed({ fault }: { readonly fault: Fault }): ReactNode {
  const openView = useApp((state) => state.openView);
  const refreshLibrary = useApp((state) => state.refreshLibrary);
  return (
    <section className={styles['whole']} data-pane="detail" aria-label="Problem" tabIndex={-1}>
      <Empty icon={<TriangleAlert size={40} strokeWidth={1.1} />} title={titleOf(fault)} text={fault.message}>
        <Button
          look="primary"
          onClick={() => {
            void refreshLibrary();
            void openView();
          }}
        >
          Try Again
        </Button>
      </Empty>
    </section>
  );
}
