/** Crashes over time, as a line without axes. The numbers are in the row's words; this is for the eye alone. */
import type { ReactNode } from 'react';
import { sparkline } from './sparkline-path.ts';

const WIDTH = 70;
const HEIGHT = 16;

export function Sparkline({ values }: { readonly values: readonly number[] }): ReactNode {
  const path = sparkline(values, WIDTH, HEIGHT);
  if (path === null) return null;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}
