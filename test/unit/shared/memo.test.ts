import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remember, rememberPair } from '../../../shared/memo.ts';

it('says what the function says, in whatever order and however often it is asked', () => {
  const shout = remember((text) => text.toUpperCase(), 3);
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
      expect(texts.map(shout)).toEqual(texts.map((text) => text.toUpperCase()));
    }),
  );
});

it('works once for what is met again, and for what gives nothing', () => {
  let calls = 0;
  const nothing = remember(() => {
    calls += 1;
    return undefined;
  });
  for (let time = 0; time < 5; time += 1) nothing('same');
  expect(calls).toBe(1);
});

it('forgets what was not met for long, and nothing that is met all the time', () => {
  const calls = new Map<string, number>();
  const count = remember((text) => calls.set(text, (calls.get(text) ?? 0) + 1), 10);
  for (let number = 0; number < 1000; number += 1) {
    count('often');
    count(`once ${number}`);
  }
  count('once 0');
  expect([calls.get('often'), calls.get('once 0')]).toEqual([1, 2]);
});

it('keeps no long texts', () => {
  let calls = 0;
  const length = remember((text) => {
    calls += 1;
    return text.length;
  });
  const long = 'x'.repeat(100_000);
  expect([length(long), length(long), calls]).toEqual([100_000, 100_000, 2]);
});

describe('of pairs', () => {
  it('says what the function says of each, in whatever order', () => {
    const join = rememberPair((text, owner) => `${owner}/${text}`, 3);
    const short = fc.string({ maxLength: 2 });
    fc.assert(
      fc.property(fc.array(fc.tuple(short, short)), (pairs) => {
        expect(pairs.map(([text, owner]) => join(text, owner))).toEqual(
          pairs.map(([text, owner]) => `${owner}/${text}`),
        );
      }),
    );
  });

  it('works once for what is met again, and forgets what was not met for long', () => {
    const calls = new Map<string, number>();
    const count = rememberPair((text, owner) => {
      const name = `${owner}/${text}`;
      return calls.set(name, (calls.get(name) ?? 0) + 1);
    }, 10);
    for (let number = 0; number < 1000; number += 1) {
      count('often', 'app');
      count('often', 'system');
      count(`once ${number}`, `owner ${number}`);
    }
    count('once 0', 'owner 0');
    expect([calls.get('app/often'), calls.get('system/often'), calls.get('owner 0/once 0')]).toEqual([1, 1, 2]);
  });

  it('keeps no long texts', () => {
    let calls = 0;
    const length = rememberPair((text) => {
      calls += 1;
      return text.length;
    });
    const long = 'x'.repeat(100_000);
    expect([length(long, ''), length(long, ''), length('', long), length('', long), calls]).toEqual([
      1e5, 1e5, 0, 0, 4,
    ]);
  });
});
