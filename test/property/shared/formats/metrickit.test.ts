/** MetricKit payloads of any shape: no frame, sample or diagnostic is lost, whichever way they are written. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { diagnostic, frame, LOAD, payload } from '../../../unit/shared/formats/metrickit/payloads.ts';
import type { FrameShape, Json } from '../../../unit/shared/formats/metrickit/payloads.ts';

const name = fc.constantFrom('Harbor', 'HarborKit', 'CoreFoundation', 'libsystem_kernel.dylib');
const shape = fc.memo((levels: number): fc.Arbitrary<FrameShape> => {
  const below = levels > 1 ? fc.array(shape(levels - 1), { maxLength: 3 }) : fc.constant([]);
  return fc.record({ name, offset: fc.nat(0xffff), samples: fc.nat(1000), below });
});
const sampled = fc.array(fc.array(shape(5), { maxLength: 3 }), { minLength: 1, maxLength: 3 });
/** One way down, of which the first frame is innermost. */
const stack = fc.array(fc.record({ name, offset: fc.nat(0xffff) }), { minLength: 1, maxLength: 40 });

function drawn(shapes: readonly FrameShape[], depth = 0): readonly string[] {
  return shapes.flatMap((one) => [
    `${depth} ${one.name} ${one.offset} ${one.samples ?? 1}`,
    ...drawn(one.below ?? [], depth + 1),
  ]);
}

function trees({ body, images }: CrashReport): readonly (readonly string[])[] {
  return (body?.trees ?? []).map(({ frames, nodes }) =>
    nodes.map(({ frame: at, depth, count }) => {
      const { image = null, imageOffset = null } = frames[at] ?? {};
      return `${depth} ${image === null ? '' : images[image]?.name} ${imageOffset} ${count}`;
    }),
  );
}

function tree(stacks: readonly (readonly FrameShape[])[]): Json {
  const callStacks = stacks.map((roots) => ({ callStackRootFrames: roots.map(frame) }));
  return { callStackPerThread: false, callStacks };
}

function threads(stacks: readonly (readonly FrameShape[])[]): Json {
  const callStacks = stacks.map((frames, index) => {
    const root = frames.reduceRight<FrameShape | null>(
      (below, one) => ({ ...one, below: below === null ? [] : [below] }),
      null,
    );
    return { threadAttributed: index === 0, callStackRootFrames: root === null ? [] : [frame(root)] };
  });
  return { callStackPerThread: true, callStacks };
}

function read(value: unknown): CrashReport {
  return valueOf(readReport(JSON.stringify(value)));
}

describe('call trees of MetricKit', () => {
  it('keep every node, with its place, depth and samples', () => {
    fc.assert(
      fc.property(sampled, (stacks) => {
        const report = read(payload({ cpuExceptionDiagnostics: [diagnostic(tree(stacks))] }));
        expect(trees(report)).toEqual(stacks.map((roots) => drawn(roots)));
      }),
    );
  });

  it('are the same with numbers as text', () => {
    fc.assert(
      fc.property(sampled, (stacks) => {
        const value = payload({ hangDiagnostics: [diagnostic(tree(stacks))] });
        const worded = JSON.stringify(value).replaceAll(/:(\d+)(?=[,}])/g, ':"$1"');
        expect(valueOf(readReport(worded))).toEqual(read(value));
      }),
    );
  });
});

describe('threads of MetricKit', () => {
  it('keep every frame, at its address', () => {
    fc.assert(
      fc.property(fc.array(stack, { minLength: 1, maxLength: 5 }), (stacks) => {
        const report = read(payload({ crashDiagnostics: [diagnostic(threads(stacks), { signal: 11 })] }));
        const addresses = report.threads.map(({ frames }) => frames.map(({ address }) => Number(address)));
        expect(addresses).toEqual(stacks.map((frames) => frames.map((one) => (LOAD[one.name] ?? 0) + one.offset)));
      }),
    );
  });

  it('are the same where the first systems wrote load addresses for offsets', () => {
    fc.assert(
      fc.property(fc.array(stack, { minLength: 1, maxLength: 5 }), (stacks) => {
        const value = JSON.stringify(diagnostic(threads(stacks), { signal: 11 }));
        const old: unknown = JSON.parse(value, (_, inner: unknown) =>
          typeof inner === 'object' && inner !== null && 'binaryName' in inner
            ? { ...inner, offsetIntoBinaryTextSegment: LOAD[String(inner.binaryName)] }
            : inner,
        );
        expect(read(old)).toEqual(read(JSON.parse(value)));
      }),
    );
  });
});

describe('payloads of MetricKit', () => {
  it('have a part for each diagnostic, which reads like the diagnostic alone in its payload', () => {
    const one = fc.oneof(
      stack.map((frames) => ['crashDiagnostics', diagnostic(threads([frames]), { signal: 11 })] as const),
      sampled.map(
        (stacks) => ['cpuExceptionDiagnostics', diagnostic(tree(stacks), { totalCPUTime: '9 sec' })] as const,
      ),
      sampled.map(
        (stacks) => ['diskWriteExceptionDiagnostics', diagnostic(tree(stacks), { writesCaused: '9 kB' })] as const,
      ),
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 6 }), fc.constantFrom(0, 2), (list, indent) => {
        const keys = [...new Set(list.map(([key]) => key))];
        const lists = keys.map(
          (key) => [key, list.filter(([other]) => other === key).map(([, value]) => value)] as const,
        );
        const parts = partsOf(JSON.stringify(payload(Object.fromEntries(lists)), null, indent)) ?? [];
        const alone = lists.flatMap(([key, values]) => values.map((value) => read(payload({ [key]: [value] }))));
        expect(parts.map(({ text }) => valueOf(readReport(text)))).toEqual(alone);
      }),
    );
  });
});
