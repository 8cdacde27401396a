/** What the find bar found, handed to all stacks of a tab at once: a stackshot has a thousand of them. */
import { createContext, use, useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../state/use.ts';
import { currentMatch } from './find.ts';
import type { Found } from './find.ts';
import { foundIn } from './use-found.ts';

/** What stacks show of a search. */
interface Shown {
  readonly found: Found;
  /** Number of the current match; null where there is none. */
  readonly match: number | null;
}

const Context = createContext<Shown | null>(null);

/** Stacks below it mark what was found, it may be a key behind the field: who types does not wait for a thousand lines. */
export function ShowFound({ children }: { readonly children: ReactNode }): ReactNode {
  const found = useApp(foundIn);
  const at = useApp(({ stackSearch }) => stackSearch?.at ?? 0);
  const shown = useMemo(() => found && { found, match: currentMatch(at, found) }, [found, at]);
  const deferred = useDeferredValue(shown);
  return <Context value={deferred}>{children}</Context>;
}

/** Null while the bar is closed or empty. */
export function useShown(): Shown | null {
  return use(Context);
}
