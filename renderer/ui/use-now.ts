/** The time, for words such as "3 min ago" that must not stand still. */
import { useEffect, useState } from 'react';

/** Milliseconds between two looks at the clock. */
const PACE = 20_000;

/** Unix milliseconds, a few seconds old at most. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), PACE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
