import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangle } from '../../../../shared/demangle/index.ts';
import { withinLimits } from './hostile.ts';

describe('demangle', () => {
  it('gives back what begins like no mangled name', () => {
    const plain = fc.string({ maxLength: 200 }).filter((text) => !/^_{0,2}[$@]|^_{1,4}[ZRT]/.test(text));
    fc.assert(
      fc.property(plain, (name) => {
        expect(demangle(name)).toBe(name);
      }),
    );
  });

  it('gives back every Objective-C method', () => {
    const part = fc.stringMatching(/^[A-Za-z_$][\w$]{0,20}$/);
    fc.assert(
      fc.property(fc.constantFrom('-', '+'), part, fc.array(part), (sign, type, parts) => {
        const method = `${sign}[${type} ${parts.map((label) => `${label}:`).join('') || 'run'}]`;
        expect(demangle(method)).toBe(method);
      }),
    );
  });

  it('ends within the limits on any text behind any prefix', () => {
    const prefix = fc.constantFrom(
      '_Z',
      '__Z',
      '___Z',
      '_ZN',
      '_R',
      '__R',
      '$s',
      '_$s',
      '$S',
      '_T',
      '_T0',
      '@__swiftmacro_',
    );
    const text = fc.stringMatching(/^[A-Za-z0-9_.$]{0,300}$/);
    fc.assert(
      fc.property(prefix, text, (head, tail) => withinLimits(demangle, head + tail)),
      { numRuns: 2000 },
    );
  });
});
