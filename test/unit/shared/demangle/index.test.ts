import { describe, expect, it } from 'vitest';
import { demangle } from '../../../../shared/demangle/index.ts';

describe('demangle picks the language by the prefix', () => {
  it.each([
    ['_ZN4shop4Cart3addEi', 'shop::Cart::add(int)'],
    ['_ZN4shop4Cart3add17h0123456789abcdefE', 'shop::Cart::add'],
    ['_RNvNtCs1a_4shop4cart3add', 'shop::cart::add'],
    ['$s4Shop4CartC', 'Shop.Cart'],
  ])('%s', (mangled, readable) => {
    expect(demangle(mangled)).toBe(readable);
    const withMachOUnderscore = `_${mangled}`;
    expect(demangle(withMachOUnderscore)).toBe(readable);
  });

  it('reads a legacy Rust name as C++ when its last part is no hash', () => {
    expect(demangle('_ZN4shop4Cart3add16h0123456789abcdeE')).toBe('shop::Cart::add::h0123456789abcde');
  });

  it('passes the style on to Swift', () => {
    const initializer = '$s4Shop4CartC5countACSi_tcfc';
    expect(demangle(initializer)).toBe('Shop.Cart.init(count: Swift.Int) -> Shop.Cart');
    expect(demangle(initializer, { simplified: true })).toBe('Cart.init(count:)');
  });

  it.each([
    '-[Cart addItem:count:]',
    '+[Cart(Private) shared]',
    '__24-[Cart addItem:count:]_block_invoke',
    'main',
    '_main',
    '_RegisterApplication',
    '_TransformProcess',
    '_Z',
    '_ZN',
    '$s',
    '__ZN4Cart',
    '',
    '(anonymous)',
    '<deduplicated_symbol>',
  ])('leaves %j as it is', (name) => {
    expect(demangle(name)).toBe(name);
  });
});
