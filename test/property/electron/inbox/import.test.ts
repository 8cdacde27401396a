/** Whatever is in a folder, an import accounts for every file, keeps every byte, and says the same when it is repeated. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOriginal } from '../../../../electron/store/originals.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

const report = fc
  .record({
    seed: fc.integer({ min: 0, max: 5 }),
    app: fc.constantFrom('Pier', 'Buoy'),
    version: fc.constantFrom('1.0', '2.0'),
    symbol: fc.constantFrom('a()', 'b()'),
  })
  .map(({ seed, app, version, symbol }) => Buffer.from(buildIps({ seed, app, version, frames: [{ symbol }] })));

/** A report with some bytes exchanged, or cut off. */
const damaged = fc
  .tuple(report, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat())
  .map(([bytes, changes, end]) => {
    const copy = Buffer.from(bytes.subarray(0, end % (bytes.length + 1)));
    for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value;
    return copy;
  });

const content = fc.oneof(
  report,
  damaged,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
);

it('accounts for every file of any folder', async () => {
  const folders = fc.sample(fc.array(content, { minLength: 1, maxLength: 25 }), { numRuns: 12, seed: 20_261_101 });
  const library = await openLibrary();
  for (const [number, files] of folders.entries()) {
    const folder = await makeFolder();
    for (const [index, bytes] of files.entries()) await writeFile(join(folder, `${index}.ips`), bytes);
    const run = async (job: string) => valueOf(await library.api['import.paths']({ job, paths: [folder] }));
    const first = await run(`first-${number}`);
    expect(first.added + first.duplicates + first.unread + first.notReports).toBe(files.length);
    expect(first.faults).toEqual([]);
    const again = await run(`again-${number}`);
    const { unread, notReports } = first;
    expect(again).toMatchObject({ added: 0, unread, notReports, duplicates: files.length - unread - notReports });
  }
  const { crashes, unread } = valueOf(await library.api['library.summary']({}));
  const page = valueOf(await library.api['inbox.page']({ limit: 500 }));
  expect(page.rows.reduce((sum, { count }) => sum + count, 0)).toBe(crashes);
  expect(valueOf(await library.api['unread.list']({}))).toHaveLength(unread);
  for (const { id, bytes } of valueOf(await library.api['unread.list']({}))) {
    const kept = await readOriginal(library.services.library, id);
    expect([kept.length, createHash('sha256').update(kept).digest('hex')]).toEqual([bytes, id]);
  }
});
