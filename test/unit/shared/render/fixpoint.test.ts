/**
 * Apple's text of every family: what is written is read again, says the same from the first text on, and is written the
 * same once more.
 */
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { toText } from '../../../../shared/render/text.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { familyFiles } from '../../../fixtures/families.ts';
import { valueOf } from '../../../fixtures/results.ts';

interface Case {
  readonly name: string;
  readonly text: string;
}

/** The files of all families; of files with several reports each. */
const cases = familyFiles().flatMap(({ family, name, text }): readonly Case[] => {
  const parts = partsOf(text) ?? [{ name: '', text }];
  return parts.map((part) => ({ name: `${family}: ${name} ${part.name}`.trimEnd(), text: part.text }));
});

/** Frames of a report, wherever they stand. */
function addresses({ threads, lastException, backtraces, body }: CrashReport): readonly bigint[] {
  const stacks = [
    ...threads.map(({ frames }) => frames),
    lastException ?? [],
    ...backtraces.map(({ frames }) => frames),
    ...(body?.processes ?? []).flatMap((process) => process.threads.map(({ frames }) => frames)),
  ];
  const inTrees = (body?.trees ?? []).flatMap(({ frames, nodes }) =>
    nodes.map(({ frame }) => frames[frame]?.address ?? -1n),
  );
  return [...stacks.flat().map(({ address }) => address), ...inTrees];
}

describe('Apple’s text', () => {
  it.each(cases)('of $name is read again, and written the same', ({ text: original }) => {
    const text = toText(valueOf(readReport(original)));
    const again = valueOf(readReport(text));
    expect(toText(again)).toBe(text);
    expect(valueOf(readReport(toText(again)))).toEqual(again);
  });

  it.each(cases)('of $name keeps what the report is of, and every frame', ({ text }) => {
    const report = valueOf(readReport(text));
    const again = valueOf(readReport(toText(report)));
    expect(again.kind).toBe(report.kind);
    expect(again.process.name).toBe(report.process.name);
    expect(again.incident ?? report.incident).toBe(report.incident);
    expect(addresses(again)).toEqual(addresses(report));
    expect(again.body?.memory?.processes.length).toBe(report.body?.memory?.processes.length);
    expect(again.body?.panic?.reason).toBe(report.body?.panic?.reason);
    expect(again.warnings).toEqual([]);
  });
});
