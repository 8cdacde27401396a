/** Declarations, in the default style and the simplified one; `Main` is the module of every made-up declaration. */
import { describe, expect, it } from 'vitest';
import { demangleSwift } from '../../../../shared/demangle/swift.ts';

type Case = readonly [mangled: string, full: string, simplified: string];

function check([mangled, full, simplified]: Case): void {
  expect(demangleSwift(`$s${mangled}`)).toBe(full);
  expect(demangleSwift(`$s${mangled}`, { simplified: true })).toBe(simplified);
}

const DISCRIMINATOR = '_0123456789ABCDEF0123456789ABCDEF';

describe('functions', () => {
  const cases: Case[] = [
    ['4Main4loadyyF', 'Main.load() -> ()', 'load()'],
    ['4Main4loadyySSF', 'Main.load(Swift.String) -> ()', 'load(_:)'],
    ['4Main4load4from2byySS_SitF', 'Main.load(from: Swift.String, by: Swift.Int) -> ()', 'load(from:by:)'],
    ['4Main4load_2byySS_SitF', 'Main.load(_: Swift.String, by: Swift.Int) -> ()', 'load(_:by:)'],
    ['4Main4loadyyYaKF', 'Main.load() async throws -> ()', 'load()'],
    ['4Main4ViewC4loadyyF', 'Main.View.load() -> ()', 'View.load()'],
    ['4Main4ViewC4loadyyFZ', 'static Main.View.load() -> ()', 'static View.load()'],
    ['4Main4swapyyx_q_tr0_lF', 'Main.swap<A, B>(A, B) -> ()', 'swap<A, B>(_:_:)'],
    ['4Main4sortyyxSLRzlF', 'Main.sort<A where A: Swift.Comparable>(A) -> ()', 'sort<A>(_:)'],
    ['4Main4makeQryF', 'Main.make() -> some', 'make()'],
    ['4Main4makeQR_yF', 'Main.make() -> some', 'make()'],
    ['4Main4eachyyxxQpRvzlF', 'Main.each<each A>(repeat A) -> ()', 'each<each A>(_:)'],
    [
      '4Main5PointV2eeoiySbAC_ACtFZ',
      'static Main.Point.== infix(Main.Point, Main.Point) -> Swift.Bool',
      'static Point.== infix(_:_:)',
    ],
    ['4Main5PointV1sopyA2CFZ', 'static Main.Point.- prefix(Main.Point) -> Main.Point', 'static Point.- prefix(_:)'],
    ['4Main5PointV1noPyA2CFZ', 'static Main.Point.! postfix(Main.Point) -> Main.Point', 'static Point.! postfix(_:)'],
  ];
  it.each(cases)('%s', (...entry) => check(entry));

  it.each([
    ['a', '&'],
    ['c', '@'],
    ['d', '/'],
    ['e', '='],
    ['g', '>'],
    ['l', '<'],
    ['m', '*'],
    ['n', '!'],
    ['o', '|'],
    ['p', '+'],
    ['q', '?'],
    ['r', '%'],
    ['s', '-'],
    ['t', '~'],
    ['x', '^'],
    ['z', '.'],
    ['b', null],
  ])('operator letter %s', (letter, operator) => {
    expect(demangleSwift(`$s4Main1${letter}oiyS2i_SitF`)).toBe(
      operator === null ? null : `Main.${operator} infix(Swift.Int, Swift.Int) -> Swift.Int`,
    );
  });
});

describe('variables, subscripts and accessors', () => {
  const cases: Case[] = [
    ['4Main5countSivp', 'Main.count : Swift.Int', 'count'],
    ['4Main5PointV1xSivp', 'Main.Point.x : Swift.Int', 'Point.x'],
    ['4Main5PointV4zeroACvpZ', 'static Main.Point.zero : Main.Point', 'static Point.zero'],
    ['4Main5PointVyS2icip', 'Main.Point.subscript(Swift.Int) -> Swift.Int', 'Point.subscript(_:)'],
    ['4Main5PointVyS2icig', 'Main.Point.subscript.getter : (Swift.Int) -> Swift.Int', 'Point.subscript.getter'],
    ['4Main5PointV2atS2i_tcig', 'Main.Point.subscript.getter : (at: Swift.Int) -> Swift.Int', 'Point.subscript.getter'],
  ];
  it.each(cases)('%s', (...entry) => check(entry));

  it.each([
    ['g', 'getter'],
    ['G', 'getter'],
    ['s', 'setter'],
    ['m', 'materializeForSet'],
    ['w', 'willset'],
    ['W', 'didset'],
    ['r', 'read'],
    ['M', 'modify'],
    ['y', 'yielding_borrow'],
    ['x', 'yielding_mutate'],
    ['i', 'init'],
    ['b', 'borrow'],
    ['z', 'mutate'],
    ['au', 'unsafeMutableAddressor'],
    ['aO', 'owningMutableAddressor'],
    ['ao', 'nativeOwningMutableAddressor'],
    ['aP', 'nativePinningMutableAddressor'],
    ['lu', 'unsafeAddressor'],
    ['lO', 'owningAddressor'],
    ['lo', 'nativeOwningAddressor'],
    ['lp', 'nativePinningAddressor'],
  ])('accessor %s', (code, words) => {
    check([`4Main5PointV1xSiv${code}`, `Main.Point.x.${words} : Swift.Int`, `Point.x.${words}`]);
  });
});

describe('the life of an object', () => {
  const cases: Case[] = [
    [
      '4Main4ViewC5widthACSi_tcfC',
      'Main.View.__allocating_init(width: Swift.Int) -> Main.View',
      'View.__allocating_init(width:)',
    ],
    ['4Main4ViewC5widthACSi_tcfc', 'Main.View.init(width: Swift.Int) -> Main.View', 'View.init(width:)'],
    ['4Main5PointVACycfC', 'Main.Point.init() -> Main.Point', 'Point.init()'],
    ['4Main4ViewCfD', 'Main.View.__deallocating_deinit', 'View.__deallocating_deinit'],
    ['4Main4ViewCfZ', 'Main.View.__isolated_deallocating_deinit', 'View.__isolated_deallocating_deinit'],
    ['4Main4ViewCfd', 'Main.View.deinit', 'View.deinit'],
    ['4Main5PointVfD', 'Main.Point.deinit', 'Point.deinit'],
    ['4Main4ViewCfE', 'Main.View.__ivar_destroyer', 'View.__ivar_destroyer'],
    ['4Main4ViewCfe', 'Main.View.__ivar_initializer', 'View.__ivar_initializer'],
  ];
  it.each(cases)('%s', (...entry) => check(entry));
});

describe('names with a discriminator', () => {
  const cases: Case[] = [
    [`4Main6secret33${DISCRIMINATOR}LLyyF`, `Main.(secret in ${DISCRIMINATOR})() -> ()`, 'secret()'],
    [`4Main6Hidden33${DISCRIMINATOR}LLC`, `Main.(Hidden in ${DISCRIMINATOR})`, 'Hidden'],
    [
      `4Main4ViewC5widthACSi_tc33${DISCRIMINATOR}Llfc`,
      `Main.View.(in ${DISCRIMINATOR}).init(width: Swift.Int) -> Main.View`,
      'View.init(width:)',
    ],
    ['4Main4loadyyF6helperL_yyF', 'helper #1 () -> () in Main.load() -> ()', 'helper #1 () in load()'],
    ['4Main4loadyyF6helperL0_yyF', 'helper #2 () -> () in Main.load() -> ()', 'helper #2 () in load()'],
    ['4Main4loadyyF5StateL_V', 'State #1 in Main.load() -> ()', 'State #1 in load()'],
    ['So7NSErrorLeV', "__C.related decl 'e' for NSError", "related decl 'e' for NSError"],
  ];
  it.each(cases)('%s', (...entry) => check(entry));
});

describe('closures and expressions', () => {
  const cases: Case[] = [
    ['4Main4loadyyFyycfU_', 'closure #1 () -> () in Main.load() -> ()', 'closure #1 in load()'],
    ['4Main4loadyyFyycfU0_', 'closure #2 () -> () in Main.load() -> ()', 'closure #2 in load()'],
    [
      '4Main4loadyyFyycfU_yycfU_',
      'closure #1 () -> () in closure #1 () -> () in Main.load() -> ()',
      'closure #1 in closure #1 in load()',
    ],
    ['4Main4loadyyFyycfu0_', 'implicit closure #2 () -> () in Main.load() -> ()', 'implicit closure #2 in load()'],
    [
      '4Main4load2byySi_tFfA_',
      'default argument 0 of Main.load(by: Swift.Int) -> ()',
      'default argument 0 of load(by:)',
    ],
    [
      '4Main5PointV1xSivpfi',
      'variable initialization expression of Main.Point.x : Swift.Int',
      'variable initialization expression of Point.x',
    ],
    [
      '4Main5PointV1xSivpfP',
      'property wrapper backing initializer of Main.Point.x : Swift.Int',
      'property wrapper backing initializer of Point.x',
    ],
    [
      '4Main5PointV1xSivpfF',
      'property wrapped field init accessor of Main.Point.x : Swift.Int',
      'property wrapped field init accessor of Point.x',
    ],
    [
      '4Main5PointV1xSivpfW',
      'property wrapper init from projected value of Main.Point.x : Swift.Int',
      'property wrapper init from projected value of Point.x',
    ],
  ];
  it.each(cases)('%s', (...entry) => check(entry));
});

describe('extensions and other contexts', () => {
  const cases: Case[] = [
    ['Si4MainE4halfSivg', '(extension in Main):Swift.Int.half.getter : Swift.Int', 'Int.half.getter'],
    [
      'Sa4MainSQRzlE4sameSbvg',
      '(extension in Main):Swift.Array<A where A: Swift.Equatable>.same.getter : Swift.Bool',
      'Array<A>.same.getter',
    ],
    ['4Main6$12ab0Si_XZ5InnerV', 'Main.(unknown context at $12ab0)<Swift.Int>.Inner', 'Inner'],
    ['4Main6$12ab0yXZ5InnerV', 'Main.(unknown context at $12ab0).Inner', 'Inner'],
    ['4Main4makeQryFQOyQo_', '<<opaque return type of Main.make() -> some>>.0', '<<opaque return type of make()>>.0'],
    ['4Main4loadyyxlF1Txfp', 'T in Main.load<A>(A) -> ()', 'T in load<A>(_:)'],
  ];
  it.each(cases)('%s', (...entry) => check(entry));
});

describe('macros', () => {
  const cases: Case[] = [
    ['4Main5printyySScfm', 'Main.print(Swift.String) -> ()', 'print(_:)'],
    ['4Main4fileSSfm', 'Main.file : Swift.String', 'file'],
    [
      '4Main4loadyyF5tracefMf_',
      'freestanding macro expansion #1 of trace in Main.load() -> ()',
      'freestanding macro expansion #1 of trace in load()',
    ],
    [
      '4Main4loadyyF5tracefMf_4slotfMu_',
      'unique name #1 of slot in freestanding macro expansion #1 of trace in Main.load() -> ()',
      'unique name #1 of slot in freestanding macro expansion #1 of trace in load()',
    ],
  ];
  it.each(cases)('%s', (...entry) => check(entry));

  it.each([
    ['a', 'accessor'],
    ['r', 'memberAttribute'],
    ['m', 'member'],
    ['p', 'peer'],
    ['c', 'conformance'],
    ['e', 'extension'],
    ['q', 'preamble'],
    ['b', 'body'],
  ])('attached role %s', (code, role) => {
    check([
      `4Main5PointV4load5tracefM${code}_`,
      `${role} macro @trace expansion #1 of load in Main.Point`,
      `${role} macro @trace expansion #1 of load in Point`,
    ]);
  });

  it('says where in a file an expansion stands', () => {
    expect(demangleSwift('$s4Main8AppSwiftfMX9_3_5tracefMf_')).toBe(
      'freestanding macro expansion #1 of trace in module Main file AppSwift line 10 column 4',
    );
  });

  it('reads the names macros give to files', () => {
    expect(demangleSwift('@__swiftmacro_4Main4loadyyF5tracefMf_')).toBe(
      'freestanding macro expansion #1 of trace in Main.load() -> ()',
    );
  });
});

describe('requirements', () => {
  it.each([
    ['SHRz', 'A: Swift.Hashable'],
    ['4Main4ViewCRbz', 'A: Main.View'],
    ['SSRsz', 'A == Swift.String'],
    ['q_Rhz', 'A.shape == B.shape'],
    ['SH4ItemRpz', 'A.Item: Swift.Hashable'],
    ['4Main4ViewC4ItemRcz', 'A.Item: Main.View'],
    ['SS4ItemRtz', 'A.Item == Swift.String'],
    ['4ItemRmzC', 'A.Item: AnyObject'],
    ['SH5Inner_4ItemRPz', 'A.Inner.Item: Swift.Hashable'],
    ['4Main4ViewC5Inner_4ItemRCz', 'A.Inner.Item: Main.View'],
    ['SS5Inner_4ItemRTz', 'A.Inner.Item == Swift.String'],
    ['5Inner_4ItemRMzC', 'A.Inner.Item: AnyObject'],
    ['SHSSRQ', 'Swift.String: Swift.Hashable'],
    ['4Main4ViewCSSRB', 'Swift.String: Main.View'],
    ['SiSSRS', 'Swift.String == Swift.Int'],
    ['SSRLC', 'Swift.String: AnyObject'],
    ['Ri_z', 'A: ~Swift.Copyable'],
    ['Ri0_z', 'A: ~Swift.Escapable'],
    ['Ri4_z', 'A: ~Swift.<bit 5>'],
    ['4ItemRj_z', 'A.Item: ~Swift.Copyable'],
    ['5Inner_4ItemRJ_z', 'A.Inner.Item: ~Swift.Copyable'],
    ['SSRI_', 'Swift.String: ~Swift.Copyable'],
    ['RlzU', 'A: _UnknownLayout'],
    ['RlzR', 'A: _RefCountedObject'],
    ['RlzN', 'A: _NativeRefCountedObject'],
    ['RlzC', 'A: AnyObject'],
    ['RlzD', 'A: _NativeClass'],
    ['RlzT', 'A: _Trivial'],
    ['RlzB', 'A: _BridgeObject'],
    ['RlzA', 'A: AnyReference'],
    ['RlzE31_15_', 'A: _Trivial(32, 16)'],
    ['Rlze31_', 'A: _Trivial(32)'],
    ['RlzM31_15_', 'A: _TrivialAtMost(32, 16)'],
    ['Rlzm31_', 'A: _TrivialAtMost(32)'],
    ['RlzS31_', 'A: _TrivialStride(32)'],
    ['RlzQ', null],
  ])('%s', (mangled, expected) => {
    expect(demangleSwift(`$s4Main1fyyx${mangled}lF`)).toBe(
      expected === null ? null : `Main.f<A where ${expected}>(A) -> ()`,
    );
  });

  it('counts the parameters of each depth', () => {
    expect(demangleSwift('$sxr0_lu')).toBe('<A, B> A');
    expect(demangleSwift('$sxrz_lu')).toBe('<><A1> A');
  });

  it('marks value parameters', () => {
    expect(demangleSwift('$s4Main1fyyxSiRVzlF')).toBe('Main.f<let A>(A) -> ()');
  });
});
