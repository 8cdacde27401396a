/** What the host answers to a question of a picker, once it has; an answer to an older question is dropped. */
import { useEffect, useState } from 'react';

/**
 * @param key names the question: it is asked anew when that changes.
 * @param rest milliseconds to wait before asking, for questions that change with every letter.
 */
export function useAnswer<Answer>(key: string, ask: () => Promise<Answer>, rest = 0): Answer | null {
  const [answered, setAnswered] = useState<{ readonly key: string; readonly answer: Answer } | null>(null);
  useEffect(() => {
    let wanted = true;
    async function answer(): Promise<void> {
      const given = await ask();
      if (wanted) setAnswered({ key, answer: given });
    }
    const timer = setTimeout(() => void answer(), rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // The question is its key; `ask` is made anew with every rendering.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key]);
  return answered?.answer ?? null;
}
