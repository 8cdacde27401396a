/** The store in React: components read it through `useApp` and never hold copies. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { State } from './state.ts';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The store itself, for event handlers that read it when they run. */
export function useAppStore(): Store {
  const store = use(StoreContext);
  if (!store) throw new Error('There is no store around this component.');
  return store;
}

/** One part of the state. The component renders again when that part changes. */
export function useApp<Part>(select: (state: State) => Part): Part {
  return useStore(useAppStore(), select);
}
