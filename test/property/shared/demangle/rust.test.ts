import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangleRust } from '../../../../shared/demangle/rust.ts';
import { hostileName, identifier, withinLimits } from './hostile.ts';

const fragments =
  'C4shop Cs1_1a Nt Nv NC NS0 I E L_ L0_ K j5_ p b0_ c61_ n5_ F FU FKC G_ Gz_ u D p1a R RL0_ Q S A T X Y Ms_ s0_ u9gre_6ka8i _ 3abc h P O e z B_ B0_ B1_ B5_ Ba_ KRe61_ KA KVC1aS .llvm.1'.split(
    ' ',
  );

describe('hostile Rust names', () => {
  it('end within the limits, whatever their parts', () => {
    fc.assert(
      fc.property(hostileName('_R', fragments), (name) => withinLimits(demangleRust, name)),
      { numRuns: 3000 },
    );
  });

  it('end within the limits, however deep they nest', () => {
    const opening = fc.constantFrom(
      'I',
      'Nv',
      'X',
      'M',
      'Y',
      'INvC1a1bP',
      'INvC1a1bT',
      'INvC1a1bFG_',
      'NC',
      'INvC1a1bKR',
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), opening, (count, open) =>
        withinLimits(demangleRust, `_R${open.repeat(count)}C1a${'E'.repeat(count)}`),
      ),
      { numRuns: 100 },
    );
  });

  it('end within the limits when every back reference doubles the last', () => {
    const base62 = (value: number): string =>
      value === 0
        ? ''
        : base62(Math.floor(value / 62)) +
          '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(value % 62);
    let text = 'INvC4shop1f';
    let last = text.length;
    text += 'TuuE';
    for (let level = 0; level < 200; level++) {
      const reference = `B${last === 1 ? '' : base62(last - 1)}_`;
      last = text.length;
      text += `T${reference}${reference}E`;
      withinLimits(demangleRust, `_R${text}E`);
    }
  });

  it('of the legacy mangling end within the limits', () => {
    const part = fc.constantFrom('$', '.', '..', '$LT$', '$u', '$u7b$', '_$', 'a', 'é', '$$');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 2000, size: 'max' }), (parts) => {
        const text = parts.join('');
        withinLimits(demangleRust, `_ZN${text.length}${text}17h0123456789abcdefE`);
      }),
    );
  });
});

describe('Rust names made from their meaning', () => {
  const scope = fc.array(identifier, { minLength: 2, maxLength: 6 });

  it('are read back', () => {
    fc.assert(
      fc.property(scope, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (parts, hash) => {
        const [crate, ...inner] = parts.map((part) => part.length + part);
        const readable = parts.join('::');
        expect(demangleRust(`_R${'Nv'.repeat(inner.length)}C${crate}${inner.join('')}`)).toBe(readable);
        expect(demangleRust(`_ZN${crate}${inner.join('')}17h${hash.toString(16).padStart(16, '0')}E`)).toBe(readable);
      }),
    );
  });

  it('show numbers as they are', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        expect(demangleRust(`_RINvC4shop1fKy${value.toString(16)}_E`)).toBe(`shop::f::<${value}>`);
      }),
    );
  });
});
