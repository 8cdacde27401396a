/**
 * Swift names made by a small mangler of our own: whatever it writes must read back as the declaration it was given.
 * And whatever anybody else writes must neither throw, nor hang, nor grow.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangleSwift } from '../../../../shared/demangle/swift.ts';

/** A type in both manglings, as it is written in full and simplified. */
interface Sample {
  readonly stack: string;
  readonly old: string;
  readonly full: string;
  readonly simplified: string;
  /** Whether it needs parentheses before `?`. */
  readonly isFunction: boolean;
  readonly isTuple: boolean;
}

const counted = (name: string): string => `${name.length}${name}`;
const identifier = fc.stringMatching(/^[A-Za-z][a-z]{0,11}$/);

const standard: fc.Arbitrary<Sample> = fc
  .constantFrom(['i', 'Int'], ['S', 'String'], ['b', 'Bool'], ['d', 'Double'], ['u', 'UInt'])
  .map(([code, name]) => ({
    stack: `S${code}`,
    old: `S${code}`,
    full: `Swift.${name}`,
    simplified: name,
    isFunction: false,
    isTuple: false,
  }));

/** A nominal type of a module that appears once only, so that no back reference is needed. */
const nominal: fc.Arbitrary<Sample> = fc
  .tuple(fc.constantFrom('C', 'V', 'O'), identifier, identifier)
  .map(([kind, module, name]) => ({
    stack: `${counted(module)}${counted(name)}${kind}`,
    old: `${kind}${counted(module)}${counted(name)}`,
    full: `${module}.${name}`,
    simplified: name,
    isFunction: false,
    isTuple: false,
  }));

const optional = (type: Sample): Sample => {
  const wrap = (text: string): string => (type.isFunction ? `(${text})?` : `${text}?`);
  return {
    stack: `${type.stack}Sg`,
    old: `GSq${type.old}_`,
    full: wrap(type.full),
    simplified: wrap(type.simplified),
    isFunction: false,
    isTuple: false,
  };
};

const array = (type: Sample): Sample => ({
  stack: `Say${type.stack}G`,
  old: `GSa${type.old}_`,
  full: `[${type.full}]`,
  simplified: `[${type.simplified}]`,
  isFunction: false,
  isTuple: false,
});

const tuple = (types: readonly Sample[]): Sample => {
  const [first, ...rest] = types;
  const stack = first === undefined ? 'yt' : `${first.stack}_${rest.map((type) => type.stack).join('')}t`;
  const list = (texts: readonly string[]): string => `(${texts.join(', ')})`;
  return {
    stack,
    old: `T${types.map((type) => type.old).join('')}_`,
    full: list(types.map((type) => type.full)),
    simplified: list(types.map((type) => type.simplified)),
    isFunction: false,
    isTuple: true,
  };
};

/** Parameters and results are mangled result first; several parameters are a tuple. */
const func = (parameters: readonly Sample[], result: Sample): Sample => {
  const list = tuple(parameters);
  const [only] = parameters;
  // A tuple as the only parameter stays inside a tuple of one.
  const single = parameters.length === 1 && only?.isTuple === false ? only : null;
  return {
    stack: `${result.stack}${parameters.length === 0 ? 'y' : (single ?? list).stack}c`,
    old: `F${(single ?? list).old}${result.old}`,
    full: `${list.full} -> ${result.full}`,
    simplified: `(${'_:'.repeat(parameters.length)})`,
    isFunction: true,
    isTuple: false,
  };
};

const { type } = fc.letrec<{ type: Sample }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    standard,
    nominal,
    tie('type').map(optional),
    tie('type').map(array),
    fc.array(tie('type'), { minLength: 2, maxLength: 3 }).map(tuple),
    fc
      .tuple(fc.array(tie('type'), { maxLength: 3 }), tie('type'))
      .map(([parameters, result]) => func(parameters, result)),
  ),
}));

describe('types', () => {
  it('read back from the stack mangling', () => {
    fc.assert(
      fc.property(type, (sample) => {
        expect(demangleSwift(`$s${sample.stack}`)).toBe(sample.full);
        expect(demangleSwift(`$s${sample.stack}`, { simplified: true })).toBe(sample.simplified);
      }),
    );
  });

  it('read back from the old mangling', () => {
    fc.assert(
      fc.property(type, (sample) => {
        expect(demangleSwift(`_Tt${sample.old}`)).toBe(sample.full);
        expect(demangleSwift(`_Tt${sample.old}`, { simplified: true })).toBe(sample.simplified);
      }),
    );
  });
});

const label = fc.option(identifier, { nil: null });
const parameters = fc.array(fc.tuple(label, type), { minLength: 1, maxLength: 4 });

describe('functions', () => {
  it('read back with their labels', () => {
    fc.assert(
      fc.property(identifier, identifier, parameters, type, (module, name, list, result) => {
        const isLabelled = list.some(([text]) => text !== null);
        const labels = isLabelled ? list.map(([text]) => (text === null ? '_' : counted(text))).join('') : 'y';
        const types = list.map(([, sample]) => sample);
        const [first] = types;
        // Labels belong to a tuple, even when it holds one parameter only.
        const packed = first?.isTuple === false && types.length === 1 && !isLabelled ? first.stack : tuple(types).stack;
        const written = list.map(([text, sample]) => (isLabelled ? `${text ?? '_'}: ${sample.full}` : sample.full));
        const short = list.map(([text]) => `${text ?? '_'}:`).join('');
        const mangled = `$s${counted(module)}${counted(name)}${labels}${result.stack}${packed}F`;
        expect(demangleSwift(mangled)).toBe(`${module}.${name}(${written.join(', ')}) -> ${result.full}`);
        expect(demangleSwift(mangled, { simplified: true })).toBe(`${name}(${short})`);
      }),
    );
  });
});

/** Swift's digits: `a`–`z`, then `A`–`J`. */
const DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ';

/** RFC 3492, section 6.3, with Swift's digits and delimiter, and unfit ASCII moved up to U+D800. */
function encodePunycode(text: string): string {
  const scalars = Array.from(text, (character) => {
    const scalar = character.codePointAt(0) ?? 0;
    return scalar >= 0x80 || /[A-Za-z0-9_$]/.test(character) ? scalar : scalar + 0xd800;
  });
  const basic = scalars.filter((scalar) => scalar < 0x80);
  let encoded = basic.map((scalar) => String.fromCharCode(scalar)).join('') + (basic.length > 0 ? '_' : '');
  let handled = basic.length;
  let scalar = 0x80;
  let delta = 0;
  let bias = 72;
  while (handled < scalars.length) {
    const current = scalar;
    const next = Math.min(...scalars.filter((candidate) => candidate >= current));
    delta += (next - scalar) * (handled + 1);
    scalar = next;
    for (const candidate of scalars) {
      if (candidate < scalar) delta++;
      if (candidate !== scalar) continue;
      let rest = delta;
      for (let k = 36; ; k += 36) {
        const threshold = Math.min(Math.max(k - bias, 1), 26);
        if (rest < threshold) break;
        encoded += DIGITS.charAt(threshold + ((rest - threshold) % (36 - threshold)));
        rest = Math.floor((rest - threshold) / (36 - threshold));
      }
      encoded += DIGITS.charAt(rest);
      let damped = Math.floor(delta / (handled === basic.length ? 700 : 2));
      damped += Math.floor(damped / (handled + 1));
      let k = 0;
      for (; damped > 455; k += 36) damped = Math.floor(damped / 35);
      bias = k + Math.floor((36 * damped) / (damped + 38));
      delta = 0;
      handled++;
    }
    delta++;
    scalar++;
  }
  return encoded;
}

describe('identifiers beyond ASCII', () => {
  const text = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(...'aZ_$9 `+/«é'.split('')),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 12,
    })
    .filter((candidate) => /[^A-Za-z0-9_$]/.test(candidate));

  it('read back from Punycode', () => {
    fc.assert(
      fc.property(text, (name) => {
        const encoded = encodePunycode(name);
        const separator = /^[0-9_]/.test(encoded) ? '_' : '';
        expect(demangleSwift(`$s4Main00${encoded.length}${separator}${encoded}V`)).toBe(`Main.${name}`);
      }),
    );
  });
});

describe('any text', () => {
  const prefix = fc.constantFrom('$s', '_$s', '$S', '$e', '_T0', '_T', '_Tt', '__T', '@__swiftmacro_', 'async_Main');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$.';
  const soup = fc.string({ unit: fc.constantFrom(...letters.split('')), maxLength: 120 });
  const operators =
    'Si SS y yy c _ t G Say Sg 4Main 1a C V O P F AA A2B AcA x q_ Qz Rz l r0_l u m Xp XP XX p U_ fU_ fA_ fC fMf_ Tf4 ' +
    'n_n Tg5 TA TR TW WP WOe Mc HC HD1_ g_ Ieg_ Iegyd_ TJfSpSr D E vg ig Z';
  const pieces = fc.array(fc.constantFrom(...operators.split(' ')), { maxLength: 40 }).map((parts) => parts.join(''));

  it('is read or refused, never thrown at, and never grows', () => {
    fc.assert(
      fc.property(prefix, fc.oneof(soup, pieces, fc.string()), fc.boolean(), (start, rest, simplified) => {
        const written = demangleSwift(start + rest, { simplified });
        expect(written === null || (written.length > 0 && written.length <= 65_536)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('without a prefix is left alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((name) => !/^_{0,2}(\$[sSe]|T|@__swiftmacro_|async_Main)|^@__swiftmacro_/.test(name)),
        (name) => {
          expect(demangleSwift(name)).toBeNull();
        },
      ),
    );
  });

  it('reads the same with the underscore Mach-O adds', () => {
    fc.assert(
      fc.property(pieces, (rest) => {
        expect(demangleSwift(`_$s${rest}`)).toBe(demangleSwift(`$s${rest}`));
        expect(demangleSwift(`__T0${rest}`)).toBe(demangleSwift(`_T0${rest}`));
      }),
    );
  });
});
