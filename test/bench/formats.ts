/**
 * Reading reports of every family from 10 kB to 20 MB, and with `--huge` to 200 MB: nanoseconds of processor time a
 * character, beside `JSON.parse` of the same text, or a walk over its lines. What grows faster than the text shows as a
 * ratio between the largest and the smallest.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { barred, compare } from './figures.ts';
import type { Figure } from './figures.ts';
import { FAMILIES } from './formats/large.ts';

const SIZES = [10_000, 100_000, 1_000_000, 20_000_000];
const HUGE = 200_000_000;
/** Readers hold a report as a whole; the largest need so many megabytes. */
const HEAP = 6000;
/** Caches are missed more often the larger the text is; a square would be a ratio of thousands. */
const LINEAR = 3;

const measured = z.object({
  rows: z.array(z.object({ size: z.number(), ours: z.number(), peers: z.number() })),
  megabytes: z.number(),
});

function words(size: number): string {
  return size < 1_000_000 ? `${Math.round(size / 1000)} kB` : `${Math.round(size / 1_000_000)} MB`;
}

/** Figures of all families. */
export async function benchFormats(huge: boolean): Promise<readonly Figure[]> {
  const sizes = huge ? [...SIZES, HUGE] : SIZES;
  return FAMILIES.flatMap(({ name, peer }) => {
    const script = fileURLToPath(new URL('formats/measure.ts', import.meta.url));
    const flags = ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${HEAP}`];
    const printed = execFileSync(process.execPath, [...flags, script, name, ...sizes.map(String)], {
      encoding: 'utf8',
    });
    const { rows, megabytes } = measured.parse(JSON.parse(printed));
    const peers = peer === 'lines' ? 'a walk over the lines' : 'JSON.parse';
    const figures = rows.map(({ size, ours, peers: theirs }): Figure => {
      return { ...compare(`${name}, ${words(size)}`, ours, peers, theirs, 'processor time'), unit: 'ns/char' };
    });
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return figures;
    const growth = compare(
      `${name}, a character of ${words(last.size)} ÷ of ${words(first.size)}`,
      last.ours,
      'itself',
      first.ours,
      `${Math.round(megabytes)} MB at most`,
    );
    return figures.concat(barred({ ...growth, unit: 'ns/char' }, { ratio: LINEAR }));
  });
}
