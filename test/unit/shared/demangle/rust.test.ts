import { describe, expect, it } from 'vitest';
import { demangleRust } from '../../../../shared/demangle/rust.ts';

function names(title: string, rows: readonly (readonly [string, string, string])[]): void {
  describe(title, () => {
    it.each(rows)('%s: %s', (_, mangled, readable) => {
      expect(demangleRust(mangled)).toBe(readable);
    });
  });
}

names('legacy names', [
  ['path', '_ZN4shop4cart3add17h0123456789abcdefE', 'shop::cart::add'],
  ['additional underscore of Mach-O', '__ZN4shop3add17h0123456789abcdefE', 'shop::add'],
  [
    'punctuation',
    '_ZN66_$LT$shop..Cart$LT$T$GT$$u20$as$u20$core..ops..Index$LT$u8$GT$$GT$5index17h0123456789abcdefE',
    '<shop::Cart<T> as core::ops::Index<u8>>::index',
  ],
  [
    'reference and tuple',
    '_ZN41_$LT$$RF$$LP$A$C$B$RP$$u20$as$u20$Fmt$GT$3fmt17h0123456789abcdefE',
    '<&(A,B) as Fmt>::fmt',
  ],
  ['pointer and box', '_ZN17$BP$const$u20$u8_4$SP$17h0123456789abcdefE', '*const u8_::@'],
  ['closure', '_ZN4shop3run28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE', 'shop::run::{{closure}}'],
  ['single dots', '_ZN4shop5a.b.c17h0123456789abcdefE', 'shop::a.b.c'],
  ['unknown escape', '_ZN4shop8a$XX$b$c17h0123456789abcdefE', 'shop::a$XX$b$c'],
  ['control character', '_ZN4shop6$u0a$x17h0123456789abcdefE', 'shop::$u0a$x'],
  ['suffix', '_ZN4shop3add17h0123456789abcdefE.cold', 'shop::add.cold'],
  ['suffix of LLVM', '_ZN4shop3add17h0123456789abcdefE.llvm.12AB@34', 'shop::add'],
]);

names('v0 paths', [
  ['crate root', '_RC4shop', 'shop'],
  ['function', '_RNvNtCs9_4shop4cart3add', 'shop::cart::add'],
  ['additional underscore of Mach-O', '__RNvNtCs9_4shop4cart3add', 'shop::cart::add'],
  ['inherent impl', '_RNvMs0_NtC4shop4cartNtB5_4Cart3add', '<shop::cart::Cart>::add'],
  ['trait impl', '_RNvXNtC4shop4cartNtB2_4CartNtNtC4core3fmt5Debug3fmt', '<shop::cart::Cart as core::fmt::Debug>::fmt'],
  ['trait', '_RNvYhNtNtC4core3fmt5Debug3fmt', '<u8 as core::fmt::Debug>::fmt'],
  ['generic function', '_RINvC4shop3addhINtC4core6OptionjEE', 'shop::add::<u8, core::Option<usize>>'],
  ['closure', '_RNCNvC4shop3adds_0', 'shop::add::{closure#1}'],
  ['named special', '_RNSNvC4shop3add6vtable', 'shop::add::{shim:vtable#0}'],
  ['unknown special', '_RNTNvC4shop3add0', 'shop::add::{T#0}'],
  ['name that begins with a digit', '_RNvC4shop3_2up', 'shop::2up'],
  ['letters beyond ASCII', '_RNvC4shopu9gre_6ka8i', 'shop::größe'],
  ['no letter of ASCII', '_RNvC4shopu4zs9h', 'shop::🦀'],
  ['instantiating crate', '_RINvC4shop3addhEC3app', 'shop::add::<u8>'],
  ['suffix', '_RNvC4shop3add.llvm.123', 'shop::add (.llvm.123)'],
  ['back reference to a path', '_RINvNtC4shop4cart3addNtB2_4CartE', 'shop::cart::add::<shop::cart::Cart>'],
]);

/** Each type stands as the argument of a generic function. */
describe('v0 types', () => {
  it.each([
    [
      'abcdefhijlmnopstuvxyz',
      'i8, bool, char, f64, str, f32, u8, isize, usize, i32, u32, i128, u128, _, i16, u16, (), ..., i64, u64, !',
    ],
    ['Ahj3_', '[u8; 3]'],
    ['Sh', '[u8]'],
    ['TE', '()'],
    ['ThE', '(u8,)'],
    ['ThtE', '(u8, u16)'],
    ['Re', '&str'],
    ['QL_h', '&mut u8'],
    ['PhOh', '*const u8, *mut u8'],
    ['FEu', 'fn()'],
    ['FhtEb', 'fn(u8, u16) -> bool'],
    ['FUKCEu', 'unsafe extern "C" fn()'],
    ['FK8C_unwindEu', 'extern "C-unwind" fn()'],
    ['FG_RL0_hEu', "for<'a> fn(&'a u8)"],
    ['FG0_RL1_hRL0_hEu', "for<'a, 'b> fn(&'a u8, &'b u8)"],
    ['DC3FmtEL_', 'dyn Fmt'],
    ['DC3FmtC4SendEL_', 'dyn Fmt + Send'],
    ['DNtC4core8Iteratorp4ItemtEL_', 'dyn core::Iterator<Item = u16>'],
    ['DINtC4core5IndexhEp6OutputtEL_', 'dyn core::Index<u8, Output = u16>'],
    ['FG_DC3FmtEL0_Eu', "for<'a> fn(dyn Fmt + 'a)"],
    ['ShBa_', '[u8], [u8]'],
    ['L_', "'_"],
  ])('%s', (type, readable) => {
    expect(demangleRust(`_RINvC4shop1f${type}E`)).toBe(`shop::f::<${readable}>`);
  });
});

describe('v0 constants', () => {
  it.each([
    ['j0_', '0'],
    ['hff_', '255'],
    ['in7_', '-7'],
    ['yffffffffffffffff_', '18446744073709551615'],
    ['o10000000000000000_', '0x10000000000000000'],
    ['b0_', 'false'],
    ['b1_', 'true'],
    ['c61_', "'a'"],
    ['c27_', String.raw`'\''`],
    ['ca_', String.raw`'\n'`],
    ['c1f980_', String.raw`'\u{1f980}'`],
    ['p', '_'],
    ['Re6869_', '"hi"'],
    ['Re220ac3a9_', String.raw`"\"\né"`],
    ['e6869_', '{*"hi"}'],
    ['Rh1_', '{&1}'],
    ['QTh1_E', '{&mut (1,)}'],
    ['Ah1_h2_E', '{[1, 2]}'],
    ['TE', '{()}'],
    ['VNtC4shop4NoneU', '{shop::None}'],
    ['VNtC4shop4SomeTh1_E', '{shop::Some(1)}'],
    ['VNtC4shop5PointS1xh1_1yh2_E', '{shop::Point { x: 1, y: 2 }}'],
  ])('%s', (value, readable) => {
    expect(demangleRust(`_RINvC4shop1fK${value}E`)).toBe(`shop::f::<${readable}>`);
  });
});

describe('what is no Rust name', () => {
  it.each([
    ['C++', '_ZN4shop4cart3addEv'],
    ['hash of another length', '_ZN4shop3add16h0123456789abcdeE'],
    ['nothing but a hash', '_ZN17h0123456789abcdefE'],
    ['text behind a legacy name', '_ZN4shop3add17h0123456789abcdefEv'],
    ['unfinished legacy name', '_ZN4shop3add17h0123456789abcdef'],
    ['function that begins like v0', '_RegisterApplication'],
    ['function in upper case', '_READY'],
    ['unfinished', '_RNvC4sho'],
    ['reference forward', '_RNvB9_3add'],
    ['reference to itself', '_RB_'],
    ['lifetime of nothing', '_RINvC4shop1fRL0_hE'],
    ['more lifetimes than letters', '_RINvC4shop1fFGzzz_EuE'],
    ['neither false nor true', '_RINvC4shop1fKb2_E'],
    ['broken Punycode', '_RNvC4shopu3a_b'],
    ['string that is not UTF-8', '_RINvC4shop1fKReff_E'],
  ])('%s', (_, name) => {
    expect(demangleRust(name)).toBeNull();
  });
});
