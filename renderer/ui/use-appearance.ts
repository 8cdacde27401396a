/** Marks the document with the appearance that the user chose; by `auto` the system is followed, live. */
import { useEffect } from 'react';
import { useApp } from '../state/use.ts';

export function useAppearance(): void {
  const appearance = useApp((state) => state.settings.appearance);
  useEffect(() => {
    document.documentElement.dataset['appearance'] = appearance;
  }, [appearance]);
}
