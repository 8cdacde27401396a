import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { OutcomeEncoder, decodeOutcomes, encodeOutcomes } from '../../../../electron/inbox/outcomes.ts';
import type { Outcome } from '../../../../electron/inbox/protocol.ts';
import { idFor, makeFacts, makeGrouping } from '../../../fixtures/store.ts';

type Read = Extract<Outcome, { kind: 'report' }>;

function report(name: string, lines: Read['facts']['lines'] = { frames: [], messages: [] }): Read {
  const facts = makeFacts(name, { lines });
  return { kind: 'report', facts, grouping: makeGrouping(name), resolved: [], place: null };
}

function unread(name: string): Outcome {
  const fault = { kind: 'not-a-report', message: 'This is no report.' } as const;
  return { kind: 'unread', id: idFor(name), fileName: name, bytes: 4, fault, beginning: '\u0001 “…”', place: null };
}

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 5 });
const outcomes = fc.array(
  fc.oneof(
    fc.record({ frames: texts, messages: texts }).map((lines) => report('lines', lines)),
    fc.constantFrom<Outcome>(
      unread('u'),
      { kind: 'passed-over' },
      { kind: 'cancelled' },
      { kind: 'symbols', path: '/a' },
    ),
  ),
);

it('arrive as they were sent, whatever lines they share', () => {
  fc.assert(
    fc.property(outcomes, (sent) => {
      expect(decodeOutcomes(encodeOutcomes(sent))).toEqual(sent);
    }),
  );
});

it('write a line once, however many reports have it', () => {
  const lines = { frames: ['x'.repeat(500)], messages: ['y'.repeat(500)] };
  const size = (count: number): number =>
    encodeOutcomes(Array.from({ length: count }, () => report('same', lines))).json.byteLength;
  expect(size(11) - size(1)).toBeLessThan(10 * size(1) - 10 * 900);
});

it('get their places, and others in their stead, at the end', () => {
  const encoder = new OutcomeEncoder();
  for (const outcome of [report('a'), unread('b'), report('c'), { kind: 'passed-over' } as const]) encoder.add(outcome);
  const place = { pack: 1, block: 20, entry: 3 };
  const refused: Outcome = { kind: 'refused', file: 'c', fault: { kind: 'disk-full', message: 'The disk is full.' } };
  const encoded = encoder.finish([place, { ...place, entry: 4 }, null, null], [[2, refused]]);
  expect(decodeOutcomes(encoded)).toEqual([
    { ...report('a'), place },
    { ...unread('b'), place: { ...place, entry: 4 } },
    refused,
    { kind: 'passed-over' },
  ]);
});

it('give their memory back when they are read, for they can be read once', () => {
  const encoded = encodeOutcomes([report('a')]);
  decodeOutcomes(encoded);
  expect(encoded.json.byteLength).toBe(0);
});
