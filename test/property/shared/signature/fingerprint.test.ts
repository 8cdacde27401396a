import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { explain } from '../../../../shared/signature/explain.ts';
import { sign } from '../../../../shared/signature/fingerprint.ts';
import { normalise } from '../../../../shared/signature/normalise.ts';
import { crash, type Story } from '../../../unit/shared/signature/reports.ts';

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const type = word.map((name) => name.charAt(0).toUpperCase() + name.slice(1));

/** A function of the app, in the styles of the languages that apps are written in, with a closure number to vary. */
const appFunction = fc.oneof(
  fc.tuple(type, word).map(
    ([owner, name]) =>
      () =>
        `${owner}.${name}(at:)`,
  ),
  fc.tuple(type, word).map(
    ([owner, name]) =>
      (closure: number) =>
        `closure #${closure} in ${owner}.${name}()`,
  ),
  fc.tuple(type, word).map(
    ([owner, name]) =>
      () =>
        `-[${owner} ${name}:]`,
  ),
  fc.tuple(type, word).map(
    ([owner, name]) =>
      (closure: number) =>
        `__21-[${owner} ${name}]_block_invoke_${closure}`,
  ),
  fc.tuple(word, type, word).map(
    ([space, owner, name]) =>
      () =>
        `hb${space}::${owner}<int>::${name}(int) const`,
  ),
);

const machinery = fc.constantFrom(
  '',
  'libsystem_kernel.dylib  __pthread_kill\nlibsystem_c.dylib  abort\n',
  'libobjc.A.dylib  objc_msgSend\n',
  'Harbor  Swift runtime failure: Index out of range [inlined]\n',
);

const stack = fc.record({
  top: machinery,
  own: fc.array(appFunction, { minLength: 1, maxLength: 6 }),
  system: fc.array(word, { maxLength: 3 }),
});

type Stack = typeof stack extends fc.Arbitrary<infer Value> ? Value : never;

function write({ top, own, system }: Stack, closure: number): string {
  const lines = own.map((name) => `Harbor  ${name(closure)}`);
  return `${top}${lines.join('\n')}\n${system.map((name) => `UIKitCore  _UI${name}`).join('\n')}\nHarbor  main`;
}

/** All that differs between two devices on which the same thing happens. */
const circumstances = fc.record({
  slide: fc.bigInt({ min: 0x1_0000_0000n, max: 0x7_0000_0000n }),
  closure: fc.integer({ min: 1, max: 99 }),
  others: fc.integer({ min: 0, max: 4 }),
  version: fc.stringMatching(/^\d\.\d\.\d$/),
  device: fc.constantFrom('iPhone16,1', 'iPad8,9', 'Mac14,2'),
  system: fc.stringMatching(/^1\d\.\d$/),
  address: fc.bigInt({ min: 0x1_0000_0000n, max: 0xffff_ffff_ffff_ffffn }),
});

type Circumstances = typeof circumstances extends fc.Arbitrary<infer Value> ? Value : never;

function happen(what: Stack, where: Circumstances, change: Story = {}): CrashReport {
  const { slide, closure, others, version, device, system, address } = where;
  return crash({
    stack: write(what, closure),
    others: Array.from({ length: others }, () => 'libsystem_kernel.dylib  __ulock_wait'),
    run: { slide: slide - (slide % 0x4000n) },
    exception: { rawCodes: [1n, address], subtype: `KERN_INVALID_ADDRESS at 0x${address.toString(16)}` },
    ...change,
    report: {
      app: { name: 'Harbor', bundleId: 'example.harbor', version, build: version },
      os: { name: 'iPhone OS', version: system, build: null },
      device,
      ...change.report,
    },
  });
}

describe('a signature', () => {
  it('is the same wherever the same thing happens', () => {
    fc.assert(
      fc.property(stack, circumstances, circumstances, (what, here, there) => {
        expect(sign(happen(what, here)).id).toBe(sign(happen(what, there)).id);
      }),
    );
  });

  it('is another for another function of the app', () => {
    fc.assert(
      fc.property(stack, appFunction, circumstances, (what, other, where) => {
        const [first] = what.own;
        fc.pre(first !== undefined && normalise(first(1)) !== normalise(other(1)));
        const changed = { ...what, own: [other, ...what.own.slice(1)] };
        expect(sign(happen(changed, where)).id).not.toBe(sign(happen(what, where)).id);
      }),
    );
  });

  it('does not depend on how deep a recursion went', () => {
    fc.assert(
      fc.property(stack, appFunction, fc.integer({ min: 60, max: 500 }), circumstances, (what, again, depth, where) => {
        const deep = { ...what, own: [...Array.from({ length: depth }, () => again), ...what.own] };
        const deeper = { ...deep, own: [again, again, ...deep.own] };
        expect(sign(happen(deep, where)).id).toBe(sign(happen(deeper, where)).id);
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on load addresses while nothing has a name', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 0xff_ffffn }), circumstances, circumstances, (offset, here, there) => {
        const change = { stack: `Harbor  + 0x${offset.toString(16)}` };
        const what: Stack = { top: '', own: [], system: [] };
        expect(sign(happen(what, here, change)).id).toBe(sign(happen(what, there, change)).id);
      }),
    );
  });
});

describe('on any words whatsoever', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 300 });
  it('reports are signed and explained in one line each', () => {
    fc.assert(
      fc.property(
        anything,
        anything,
        anything,
        fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
        (a, b, c, code) => {
          const report = crash({
            stack: `Harbor  ${a}`,
            exception: { type: b, signal: c, subtype: a, message: c, rawCodes: [code] },
            termination: { namespace: b, code, reasons: [a, c], details: [b], indicator: a },
            messages: [a, b, c],
          });
          const { title, subtitle } = sign(report);
          const { short } = explain(report);
          for (const text of [title, subtitle, short]) expect(text.includes('\n')).toBe(false);
          expect(title.length).toBeGreaterThan(0);
          expect(short.length).toBeLessThanOrEqual(400);
        },
      ),
    );
  });
});
