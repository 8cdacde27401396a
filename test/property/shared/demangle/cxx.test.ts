import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangleCxx } from '../../../../shared/demangle/cxx.ts';
import { hostileName, identifier, timed, withinLimits } from './hostile.ts';

const fragments =
  'T_ T0_ TL0__ S_ S0_ S1_ SA_ Sa Ss St I J E N X L P R O K V r A3_ A_ F M Z v i c 1a 3Box 12_GLOBAL__N_1 Ul Ut_ Ub_ C1 D2 CI2 cv cl il tl di1a dxLi1E fp_ fL0p_ fLpl frpl sp sr srN on dn nw_ pi gs Dp Dt DT Do DO Dw Dv4_ DF16_ DB8_ Dk B3abc W3mod H Q rq rQ_ Ty Tn Tk Tp Tt U3vnd u3vnd U17objcproto7NSCoder sZ sP tw Li5E Lf40400000E LDn0E LA2_cE mc so TV TC Th0_ Tc GR GV GTt DC1a1bE .cold _block_invoke Ua9enable_ifI'.split(
    ' ',
  );

describe('hostile C++ names', () => {
  it('end within the limits, whatever their parts', () => {
    fc.assert(
      fc.property(hostileName('_Z', fragments), (name) => withinLimits(demangleCxx, name)),
      { numRuns: 3000 },
    );
  });

  it('end within the limits, however deep they nest', () => {
    const depth = fc.integer({ min: 1, max: 60_000 });
    const opening = fc.constantFrom(
      'P',
      'PF',
      '1AI',
      'U1a',
      'R',
      'A_',
      'M1a',
      'Dp',
      'DTng',
      'UlP',
      'N1aI',
      'KZ1fvE',
      'cvPF',
      'XLPK',
      'Tp',
      'J',
    );
    const closing = fc.constantFrom('', 'E', 'vE', 'iE', 'E_', 'EE');
    fc.assert(
      fc.property(
        depth,
        opening,
        closing,
        fc.constantFrom('_Z1f', '_Z1fI', '_ZN1A', '_Z'),
        (count, open, close, head) => withinLimits(demangleCxx, `${head}${open.repeat(count)}i${close.repeat(count)}v`),
      ),
      { numRuns: 300 },
    );
  });

  it('end within the limits when every substitution doubles the last', () => {
    const seqId = (index: number): string => (index === 0 ? 'S_' : `S${(index - 1).toString(36).toUpperCase()}_`);
    const chain = (count: number, shape: (last: string) => string, step: number): string =>
      Array.from({ length: count }, (_, index) => shape(seqId(1 + index * step))).join('');
    for (const count of [10, 100, 3000]) {
      // A function type of a function type …, each twice in the next, and the same of empty packs, which print nothing.
      withinLimits(demangleCxx, `_Z1fPFvvE${chain(count, (last) => `PF${last}${last}E`, 2)}`);
      withinLimits(demangleCxx, `_Z1fIJEEvDpT_${chain(count, (last) => `1AIJ${last}${last}EE`, 2)}`);
      withinLimits(demangleCxx, `_Z1fIJEEvDpPT_${chain(count, (last) => `F${last}${last}E`, 1)}`);
    }
  });

  it('take time in proportion to their length', () => {
    const parts = (count: number): string => `_Z1f${'RK3BoxIiEPFvvEA4_c'.repeat(count)}`;
    const long = Math.max(
      timed(() => demangleCxx(parts(1000))),
      1,
    );
    expect(timed(() => demangleCxx(parts(3000)))).toBeLessThan(long * 30 + 100);
  });
});

describe('C++ names made from their meaning', () => {
  const scope = fc.array(identifier, { minLength: 2, maxLength: 6 });
  const nested = (parts: readonly string[]): string => `N${parts.map((part) => part.length + part).join('')}E`;

  it('are read back', () => {
    fc.assert(
      fc.property(scope, (parts) => {
        expect(demangleCxx(`_Z${nested(parts)}v`)).toBe(`${parts.join('::')}()`);
        expect(demangleCxx(`__Z${nested(parts)}i`)).toBe(`${parts.join('::')}(int)`);
        expect(demangleCxx(`_ZTV${nested(parts)}`)).toBe(`vtable for ${parts.join('::')}`);
        expect(demangleCxx(`___Z${nested(parts)}v_block_invoke`)).toBe(
          `invocation function for block in ${parts.join('::')}()`,
        );
      }),
    );
  });

  it('keep the order of pointers and qualifiers', () => {
    const layers = fc.array(fc.constantFrom(['P', '*'], ['K', ' const'], ['V', ' volatile'], ['R', '&']), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(layers, (drawn) => {
        // A type has no qualifier twice, and nothing points to a reference.
        const kept = drawn.filter(([letter], index) => letter === 'P' || (index > 0 && drawn[index - 1]?.[0] === 'P'));
        const types = kept.filter(([letter]) => letter !== 'R');
        const mangled = types.map(([letter]) => letter).join('');
        const readable = types
          .map(([, text]) => text)
          .reverse()
          .join('');
        expect(demangleCxx(`_Z1f${mangled}i`)).toBe(`f(int${readable})`);
        expect(demangleCxx(`_Z1fR${mangled}i`)).toBe(`f(int${readable}&)`);
      }),
    );
  });

  it('expand a pack as often as it has elements', () => {
    const types = fc.array(fc.constantFrom(['i', 'int'], ['c', 'char'], ['d', 'double'], ['PKc', 'char const*']), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(types, (drawn) => {
        const mangled = drawn.map(([letters]) => letters).join('');
        const list = drawn.map(([, text]) => text).join(', ');
        const boxes = drawn.map(([, text]) => `Box<${text}>&`).join(', ');
        expect(demangleCxx(`_Z1fIJ${mangled}EEvDpT_`)).toBe(`void f<${list}>(${list})`);
        expect(demangleCxx(`_Z1fIJ${mangled}EEvDpR3BoxIT_E`)).toBe(`void f<${list}>(${boxes})`);
      }),
    );
  });
});
