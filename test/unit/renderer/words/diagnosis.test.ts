import { describe, expect, it } from 'vitest';
import { actorWords, healingWords } from '../../../../renderer/words/diagnosis.ts';
import { diagnosis } from './diagnosis.ts';

describe('a diagnosis in words', () => {
  it('names everybody who may have to act differently', () => {
    const words = (['you', 'account-holder', 'admin', 'apple', 'nobody'] as const).map(actorWords);
    expect(new Set(words).size).toBe(words.length);
  });

  it('says that waiting mends, and how long Apple asks for', () => {
    expect(healingWords(diagnosis({ heals: 'by-itself', retryAfterSeconds: 30 }))).toBe(
      'It mends itself. Apple asks to wait 30 s.',
    );
    expect(healingWords(diagnosis({ heals: 'no', retryAfterSeconds: 3600 }))).toBe('Apple asks to wait 60 min.');
    expect(healingWords(diagnosis({ heals: 'after-act' }))).toBeNull();
  });
});
