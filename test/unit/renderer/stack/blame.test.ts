import { describe, expect, it } from 'vitest';
import { blamedFrame } from '../../../../renderer/stack/blame.ts';
import type { Explanation } from '../../../../shared/signature/explanation.ts';
import { stack } from './frames.ts';

const frames = stack('libsystem* abort\nHarbor retry\nHarbor fetch\nUIKit* run\nHarbor fetch');

function explained(symbol: string | null, rule: Explanation['rule'] = 'frames'): Explanation {
  const frame = { image: 'Harbor', normalised: symbol ?? '', symbol };
  return { rule, stack: 'Thread 0, crashed', sentence: '', frames: [frame], skipped: [] };
}

describe('the blamed frame', () => {
  it('is the first with the name that the group goes by', () => {
    expect(blamedFrame(frames, explained('fetch'))).toBe(2);
  });

  it('is the first of its image where reports word the name differently', () => {
    expect(blamedFrame(frames, explained('closure #2 in fetch'))).toBe(1);
    expect(blamedFrame(stack('dyld* start\nHarbor ? missing-dsym'), explained(null, 'addresses'))).toBe(1);
  });

  it('is none in a stack without that image, and none where the end alone made the group', () => {
    expect(blamedFrame(stack('dyld* start'), explained('fetch'))).toBeNull();
    expect(blamedFrame(frames, explained('fetch', 'termination'))).toBeNull();
    expect(blamedFrame(frames, { ...explained('fetch'), frames: [] })).toBeNull();
  });
});
