/** What the demanglers' property tests share: hostile names, and the limits that hold for each. */
import * as fc from 'fast-check';
import { expect } from 'vitest';

/** The longest output, in bytes; a letter of JavaScript is at most three. */
const maxLength = 64 * 1024;
/** Far above what a name takes, far below what a person notices; machines that run tests are busy. */
const maxMilliseconds = 2000;

/** Milliseconds that `run` takes. */
export function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Demangles a name and checks that neither time nor output leave their limits. */
export function withinLimits(demangle: (name: string) => string | null, name: string): void {
  let readable: string | null = null;
  expect(timed(() => (readable = demangle(name)))).toBeLessThan(maxMilliseconds);
  expect(String(readable).length).toBeLessThanOrEqual(maxLength);
}

/** Names that begin as they should and go on with any parts of the grammar, or any text. */
export function hostileName(prefix: string, fragments: readonly string[]): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...fragments) },
    { weight: 1, arbitrary: fc.string() },
  );
  return fc.array(part, { maxLength: 60, size: 'max' }).map((parts) => prefix + parts.join(''));
}

/** An identifier that no mangling treats in its own way. */
export const identifier = fc.stringMatching(/^[a-z][a-z0-9_]{0,11}[a-z]$/);
