/**
 * Shows the window as long as there is a library, and what is wrong as long as there is none. A library that opens after that
 * is a new beginning: the page is loaded anew, so that nothing of the time without one remains.
 */
import { Suspense, lazy, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Bridge } from '../../bridge.ts';
import type { Closed } from './ClosedLibrary.tsx';

const ClosedLibrary = lazy(async () => {
  const { ClosedLibrary: Page } = await import('./ClosedLibrary.tsx');
  return { default: Page };
});

export function Gate({ bridge, children }: { readonly bridge: Bridge; readonly children: ReactNode }): ReactNode {
  const [closed, setClosed] = useState<Closed | null>(null);
  useEffect(() => {
    let wasClosed = false;
    const ask = async (): Promise<void> => {
      const answer = await bridge.call('library.opening', {});
      // A host that cannot be heard says nothing about the library; the window itself tells of that.
      if (!answer.ok || answer.value.state === 'busy') return;
      if (answer.value.state === 'closed') {
        wasClosed = true;
        setClosed(answer.value);
      } else if (wasClosed) window.location.reload();
    };
    void ask();
    return bridge.on('library.opening', () => void ask());
  }, [bridge]);
  if (closed === null) return children;
  return (
    <Suspense>
      <ClosedLibrary bridge={bridge} closed={closed} />
    </Suspense>
  );
}
