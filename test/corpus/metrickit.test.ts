/** Real MetricKit payloads: every frame, sample and binary of the raw JSON is in the report, at the address that it states. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readReport } from '../../shared/formats/index.ts';
import { partsOf } from '../../shared/formats/parts.ts';
import { toText } from '../../shared/render/text.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { eachStack } from '../../shared/report/stacks.ts';
import { valueOf } from '../fixtures/results.ts';
import { corpus, CORPUS_IS_ABSENT, readCorpus } from './corpus.ts';

const files = corpus.filter(({ kind }) => kind === 'metrickit');
const whole = files.filter(({ file }) => !file.includes('garbage'));

const frameSchema = z.looseObject({
  address: z.number().optional(),
  offsetIntoBinaryTextSegment: z.number(),
  binaryName: z.string(),
  binaryUUID: z.string(),
  sampleCount: z.number().optional(),
});

interface Raw {
  readonly addresses: readonly bigint[];
  readonly uuids: readonly string[];
  readonly samples: number;
}

/** All that has an offset is a frame, wherever it stands. */
function countRaw(value: unknown): Raw {
  const addresses: bigint[] = [];
  const uuids = new Set<string>();
  let samples = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const frame = frameSchema.safeParse(next);
    if (frame.success) {
      addresses.push(BigInt(frame.data.address ?? frame.data.offsetIntoBinaryTextSegment));
      uuids.add(frame.data.binaryUUID.toLowerCase());
      samples += frame.data.sampleCount ?? 0;
    }
    const below: readonly unknown[] = Object.values(next);
    open.push(...below);
  }
  return { addresses: addresses.toSorted(compare), uuids: [...uuids].toSorted(), samples };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Addresses of threads, and of call trees node by node. */
function addressesOf(report: CrashReport): readonly bigint[] {
  const addresses: bigint[] = [];
  eachStack(report, (frames, _, tree) => {
    if (tree === null) for (const { address } of frames) addresses.push(address);
    else for (const { frame } of tree.nodes) addresses.push(frames[frame]?.address ?? -1n);
  });
  return addresses.toSorted(compare);
}

describe.skipIf(CORPUS_IS_ABSENT)('real MetricKit payloads (skipped where ../shared/corpus is absent)', () => {
  it.each(whole)('loses no frame, sample or binary of $file', (file) => {
    const text = readCorpus(file);
    const raw = countRaw(JSON.parse(text));
    const reports = (partsOf(text) ?? [{ text }]).map((part) => valueOf(readReport(part.text)));
    expect(reports.flatMap(addressesOf).toSorted(compare)).toEqual(raw.addresses);
    const uuids = reports.flatMap(({ images }) => images.flatMap(({ uuid }) => uuid ?? []));
    expect([...new Set(uuids)].toSorted()).toEqual(raw.uuids);
  });

  it.each(whole)('counts the samples of call trees of $file', (file) => {
    const text = readCorpus(file);
    for (const part of partsOf(text) ?? [{ text }]) {
      const { threads, body } = valueOf(readReport(part.text));
      if (threads.length > 0) continue;
      const counts = (body?.trees ?? []).flatMap(({ nodes }) => nodes.map(({ count }) => count ?? 0));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(countRaw(JSON.parse(part.text)).samples);
    }
  });

  it.each(files)('writes what $file holds as Apple’s text, which reads back to the same', (file) => {
    const text = readCorpus(file);
    const reports = (partsOf(text) ?? [{ text }]).map((part) => valueOf(readReport(part.text)));
    for (const report of reports) {
      const first = toText(report);
      const again = valueOf(readReport(first));
      expect(toText(again)).toBe(first);
      expect(addressesOf(again)).toEqual(addressesOf(report));
    }
  });

  it('takes load addresses for what they are: frames of a binary agree on where it was', () => {
    for (const file of whole) {
      const text = readCorpus(file);
      for (const part of partsOf(text) ?? [{ text }]) {
        const { images, arch } = valueOf(readReport(part.text));
        for (const { name, base, inApp } of images) {
          if (arch === null || base === 0n || name === 'testBinaryName') continue;
          expect({ name, paged: base % 0x1000n }).toEqual({ name, paged: 0n });
          expect({ name, inApp }).toEqual({
            name,
            inApp: base < 0x1_8000_0000n && !/^dyld$|^lib|Backtrace/.test(name ?? ''),
          });
        }
      }
    }
  });
});
