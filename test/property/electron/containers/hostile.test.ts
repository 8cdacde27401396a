/** Archives as nobody would write them: whatever the bytes are, unpacking ends, in sentences, and keeps to its bounds. */
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTar } from '../../../fixtures/tar.ts';
import type { TarFile } from '../../../fixtures/tar.ts';
import { unpack } from '../../../fixtures/unpacked.ts';
import type { Contents } from '../../../fixtures/unpacked.ts';
import { buildZip } from '../../../fixtures/zip.ts';

const LIMITS = { bytes: 1024 ** 2, file: 64 * 1024, entries: 50, depth: 3 };
const RUNS = { numRuns: 150 };

const name = fc.oneof(
  fc.constantFrom(
    'a.ips',
    '../a.ips',
    '/a.ips',
    'b/../../c.ips',
    'C:\\d.ips',
    '',
    '.',
    'e\u0000.ips',
    '\u202Espi.f',
    'x.gz',
  ),
  fc.string({ maxLength: 150 }),
);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.integer({ min: 0, max: 200_000 }).map((length) => new Uint8Array(length)),
  fc.string({ maxLength: 300 }).map((text) => new TextEncoder().encode(text)),
);
const odd = fc.option(fc.integer({ min: 0, max: 0xffff_ffff }), { nil: undefined, freq: 3 });

/** What an entry says of itself, true or not. */
function claim(size: number | undefined, crc32: number | undefined): { size?: number; crc32?: number } {
  const claims: { size?: number; crc32?: number } = {};
  if (size !== undefined) claims.size = size;
  if (crc32 !== undefined) claims.crc32 = crc32;
  return claims;
}

const zip = fc
  .array(
    fc
      .tuple(name, content, fc.boolean(), odd, odd, fc.constantFrom(0x800, 0, 1, 0x41))
      .map(([called, bytes, deflate, size, crc32, flags]) => ({
        name: called,
        bytes,
        deflate,
        flags,
        claims: claim(size, crc32),
      })),
    { maxLength: 8 },
  )
  .map(buildZip);
const tar = fc
  .array(
    fc
      .tuple(name, content, fc.constantFrom('0', '1', '2', '5', 'L', 'x', 'g', 'S', '7'), odd)
      .map(([called, bytes, type, claims]): TarFile =>
        claims === undefined ? { name: called, bytes, type } : { name: called, bytes, type, claims },
      ),
    { maxLength: 8 },
  )
  .map(buildTar);
const archive = fc.oneof(
  zip,
  tar,
  tar.map((bytes) => new Uint8Array(gzipSync(bytes))),
);
const nested = archive.chain((inner) =>
  fc.constantFrom<readonly Uint8Array[]>(
    [inner],
    [buildZip([{ name: 'in.ips', bytes: inner, deflate: true }])],
    [buildTar([{ name: 'in.ips', bytes: inner }])],
    [gzipSync(inner)],
  ),
);

/** The archive with some bytes changed, and its end cut off. */
const mutated = fc
  .tuple(nested, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.option(fc.nat(), { freq: 3 }))
  .map(([[bytes = new Uint8Array()], changes, cut]) => {
    const changed = Uint8Array.from(bytes);
    for (const [at, value] of changes) if (changed.length > 0) changed[at % changed.length] = value;
    return cut === null ? changed : changed.subarray(0, cut % (changed.length + 1));
  });

function expectSane({ all }: Contents): void {
  let total = 0;
  for (const one of all) {
    if (one.kind === 'file') {
      total += one.bytes.length;
      expect(one.bytes.length).toBeLessThanOrEqual(LIMITS.file);
      expect(one.name).not.toMatch(/(?:^|[/\\ ])\.\.(?:[/\\]|$)|\u202E|\0/);
    }
    if (one.kind === 'refused') expect(one.fault.message).toMatch(/\.$/);
  }
  expect(total).toBeLessThanOrEqual(64 * 1024 ** 2);
  expect(all.length).toBeLessThanOrEqual(2 * LIMITS.entries + 2);
}

describe('any archive', () => {
  it('is unpacked to an end', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => expectSane(await unpack(bytes, 'x', LIMITS))),
      RUNS,
    );
  });

  it('of whatever bytes is unpacked to an end', async () => {
    const beginnings = fc.constantFrom([0x50, 0x4b, 3, 4], [0x1f, 0x8b, 8], []);
    await fc.assert(
      fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 3000 }), async (beginning, rest) => {
        expectSane(await unpack(Uint8Array.from([...beginning, ...rest]), 'x', LIMITS));
      }),
      RUNS,
    );
  });
});

describe('an honest archive', () => {
  const files = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,12}$/), content), {
    selector: ([stem]) => stem,
    maxLength: 10,
  });

  it('gives all its files as they were, in every packing', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), async (given, deflate) => {
        const small = given.filter(([, bytes]) => bytes.length <= LIMITS.file);
        const entries = small.map(([stem, bytes]) => ({ name: `${stem}.panic`, bytes, deflate }));
        const [asZip, asTar] = [buildZip(entries), buildTar(entries)];
        for (const packed of [asZip, asTar, gzipSync(asTar), buildZip([{ name: 'in', bytes: gzipSync(asTar) }])]) {
          const { all } = await unpack(packed, 'x');
          const came = all.flatMap((one) =>
            one.kind === 'file' ? [[one.name.split(' › ').at(-1), [...one.bytes]]] : [],
          );
          const plain = entries.filter(({ bytes }) => !looksPacked(bytes));
          expect(came).toEqual(expect.arrayContaining(plain.map(({ name: file, bytes }) => [file, [...bytes]])));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** By chance bytes may begin like something that is not taken as a file. */
function looksPacked(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (
    [0x50, 0x1f, 0x42, 0xfd, 0x37, 0x52, 0x28, 0x41, 0x78, 0xca, 0xfe, 0xcf, 0xce].includes(first) || second === 0x8b
  );
}
