/** The folders in which symbols are looked for. */
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { SymbolPlaces } from '../symbols/SymbolFolders.tsx';

export function Symbols(): ReactNode {
  const refreshPlaces = useApp((state) => state.refreshPlaces);
  useEffect(() => void refreshPlaces(), [refreshPlaces]);
  return <SymbolPlaces />;
}
