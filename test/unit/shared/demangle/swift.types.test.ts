/** Types as the stack mangling writes them; `Main` is the module of every made-up declaration. */
import { describe, expect, it } from 'vitest';
import { demangleSwift } from '../../../../shared/demangle/swift.ts';

const read = (mangled: string): string | null => demangleSwift(`$s${mangled}D`);

describe('nominal types', () => {
  it.each([
    ['4Main4ViewC', 'Main.View'],
    ['4Main5PointV', 'Main.Point'],
    ['4Main4KindO', 'Main.Kind'],
    ['4Main5ShapeP', 'Main.Shape'],
    ['4Main5Aliasa', 'Main.Alias'],
    ['4Main5OtherXY', 'Main.Other'],
    ['4Main4ViewC5StateV', 'Main.View.State'],
    ['So6UIViewC', '__C.UIView'],
    ['SC7CGErrorV', '__C_Synthesized.CGError'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });

  it.each([
    ['A', 'AutoreleasingUnsafeMutablePointer'],
    ['a', 'Array'],
    ['b', 'Bool'],
    ['D', 'Dictionary'],
    ['d', 'Double'],
    ['f', 'Float'],
    ['h', 'Set'],
    ['i', 'Int'],
    ['J', 'Character'],
    ['n', 'Range'],
    ['O', 'ObjectIdentifier'],
    ['P', 'UnsafePointer'],
    ['R', 'UnsafeBufferPointer'],
    ['S', 'String'],
    ['s', 'Substring'],
    ['u', 'UInt'],
    ['V', 'UnsafeRawPointer'],
    ['q', 'Optional'],
    ['H', 'Hashable'],
    ['Q', 'Equatable'],
    ['T', 'Sequence'],
    ['Y', 'RawRepresentable'],
    ['z', 'BinaryInteger'],
    ['cA', 'Actor'],
    ['cM', 'MainActor'],
    ['cT', 'Task'],
    ['cg', 'ThrowingTaskGroup'],
  ])('standard type S%s', (code, name) => {
    expect(read(`S${code}`)).toBe(`Swift.${name}`);
  });

  it.each([
    ['A', 'ImplicitActor'],
    ['b', 'BridgeObject'],
    ['B', 'UnsafeValueBuffer'],
    ['e', 'Executor'],
    ['I', 'IntLiteral'],
    ['O', 'UnknownObject'],
    ['o', 'NativeObject'],
    ['p', 'RawPointer'],
    ['j', 'Job'],
    ['D', 'DefaultActorStorage'],
    ['d', 'NonDefaultDistributedActorStorage'],
    ['c', 'RawUnsafeContinuation'],
    ['t', 'SILToken'],
    ['w', 'Word'],
    ['P', 'PackIndex'],
    ['T', 'TheTupleType'],
    ['i64_', 'Int64'],
    ['f32_', 'FPIEEE32'],
  ])('builtin type B%s', (code, name) => {
    expect(read(`B${code}`)).toBe(`Builtin.${name}`);
  });

  it.each([
    ['Bi32_Bv8_', 'Builtin.Vec8xInt32'],
    ['$3_SiBV', 'Builtin.FixedArray<4, Swift.Int>'],
    ['SSBW', 'Builtin.Borrow<Swift.String>'],
    ['Bi_', null],
    ['Bi4097_', null],
    ['SiBv4_', null],
  ])('builtin of others: %s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('generic types', () => {
  it.each([
    ['4Main3BoxVySiG', 'Main.Box<Swift.Int>'],
    ['4Main4PairVySi_SStG', 'Main.Pair<(Swift.Int, Swift.String)>'],
    ['4Main4PairVySiSSG', 'Main.Pair<Swift.Int, Swift.String>'],
    ['4Main3BoxV4ItemVyx_SiG', 'Main.Box<A>.Item<Swift.Int>'],
    ['4Main3BoxV4KindOySi_G', 'Main.Box<Swift.Int>.Kind'],
    ['4Main3BoxaySiG', 'Main.Box<Swift.Int>'],
    ['SaySiG', '[Swift.Int]'],
    ['SDySSSiG', '[Swift.String : Swift.Int]'],
    ['SqySiG', 'Swift.Int?'],
    ['SiSg', 'Swift.Int?'],
    ['SaySiGSg', '[Swift.Int]?'],
    ['SiSgSg', 'Swift.Int??'],
    ['yycSg', '(() -> ())?'],
    ['Si_SStSg', '(Swift.Int, Swift.String)?'],
    ['4Main5Shape_pSg', 'Main.Shape?'],
    ['4Main5Shape_AA5NamedpSg', '(Main.Shape & Main.Named)?'],
    ['s15ContiguousArrayVySiG', 'Swift.ContiguousArray<Swift.Int>'],
    ['4Main5ArrayVySiG', 'Main.Array<Swift.Int>'],
    ['4Main5SlotsVy$7_SiG', 'Main.Slots<8, Swift.Int>'],
    ['4Main5SlotsVy$n2_SiG', 'Main.Slots<-3, Swift.Int>'],
    ['4Main5ShapeP4ItemayAA5PointV_G', 'Main.Point as Main.Shape.Item'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });

  it('keeps the sugar off where the arguments brought conformances', () => {
    expect(read('SaySiSi4Main5ShapeHPyHCg_G')).toBe('Swift.Array<Swift.Int>');
  });
});

describe('generic parameters and associated types', () => {
  it.each([
    ['x', 'A'],
    ['q_', 'B'],
    ['q23_', 'Z'],
    ['q24_', 'AB'],
    ['qd__', 'A1'],
    ['qd_0_', 'B1'],
    ['qd0__', 'A2'],
    ['4ItemQz', 'A.Item'],
    ['4ItemQy_', 'B.Item'],
    ['4Item4Main5ShapePQz', 'A.Main.Shape.Item'],
    ['5Inner_4ItemQZ', 'A.Inner.Item'],
    ['5Inner_4ItemQY_', 'B.Inner.Item'],
    ['x4ItemQx', 'A.Item'],
    ['x5Inner_4ItemQX', 'A.Inner.Item'],
    ['x4ItemQa', 'A.Item'],
    ['4ItemSiQz', null],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('packs', () => {
  it.each([
    ['Si_SSQP', 'Pack{Swift.Int, Swift.String}'],
    ['yQP', 'Pack{}'],
    ['Si_SSQSd', '@direct Pack{Swift.Int, Swift.String}'],
    ['Si_SSQSi', '@indirect Pack{Swift.Int, Swift.String}'],
    ['xxQp', 'repeat A'],
    ['xQe0_', '/* level: 1 */ each A'],
    ['xxQp_t', '(repeat A)'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('tuples', () => {
  it.each([
    ['yt', '()'],
    ['Si_SSt', '(Swift.Int, Swift.String)'],
    ['Si1a_SS1bt', '(a: Swift.Int, b: Swift.String)'],
    ['Sid_t', '(Swift.Int...)'],
    ['Si4restd_t', '(rest: Swift.Int...)'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('existentials and metatypes', () => {
  it.each([
    ['yp', 'Any'],
    ['4Main5Shape_p', 'Main.Shape'],
    ['4Main5Shape_AA5Namedp', 'Main.Shape & Main.Named'],
    ['yXl', 'Swift.AnyObject'],
    ['4Main5Shape_Xl', 'Main.Shape & Swift.AnyObject'],
    ['y4Main4ViewCXc', 'Main.View & '],
    ['4Main5Shape_AA4ViewCXc', 'Main.View & Main.Shape'],
    ['Sim', 'Swift.Int.Type'],
    ['ypm', 'Any.Protocol'],
    ['ypXp', 'Any.Type'],
    ['yycm', '(() -> ()).Type'],
    ['yXlm', 'Swift.AnyObject.Protocol'],
    ['4Main5Shape_Xlm', '(Main.Shape & Swift.AnyObject).Protocol'],
    ['SiXMt', '@thin Swift.Int.Type'],
    ['SiXMT', '@thick Swift.Int.Type'],
    ['SiXMo', '@objc_metatype Swift.Int.Type'],
    ['4Main5Shape_pXmT', '@thick Main.Shape.Type'],
    ['4Main5Shape_pSS4ItemRts_XP', 'any Main.Shape<Self.Item == Swift.String>'],
    ['4Main5Shape_pSS4ItemRts_XPSg', '(any Main.Shape<Self.Item == Swift.String>)?'],
    ['4Main4ViewCXD', 'Self'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('storage, boxes and what the debugger writes', () => {
  it.each([
    ['4Main4ViewCSgXw', 'weak Main.View?'],
    ['4Main4ViewCXo', 'unowned Main.View'],
    ['4Main4ViewCXu', 'unowned(unsafe) Main.View'],
    ['SiXb', '@box Swift.Int'],
    ['Si_SSzXx', '{ let Swift.Int, var Swift.String }'],
    ['SiXSq', 'Swift.Int?'],
    ['yycXSq', '(() -> ())?'],
    ['SiXSa', '[Swift.Int]'],
    ['SSSiXSD', '[Swift.String : Swift.Int]'],
    ['$3_SiXSA', '[4 of Swift.Int]'],
    ['SiXSp', '(Swift.Int)'],
    ['Xe', '<ERROR TYPE>'],
    ['SiXSx', null],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });

  it('writes a box under its own signature with the arguments for it', () => {
    expect(read('xz_SS_lXX')).toBe('<A> { var A } <Swift.String>');
  });
});

describe('function types', () => {
  it.each([
    ['yyc', '() -> ()'],
    ['SiSSc', '(Swift.String) -> Swift.Int'],
    ['yyXE', '() -> ()'],
    ['yyXf', '@convention(thin) () -> ()'],
    ['SiyXK', '@autoclosure () -> Swift.Int'],
    ['SiyXA', '@autoclosure () -> Swift.Int'],
    ['yyXU', '() -> ()'],
    ['yyXB', '@convention(block) () -> ()'],
    ['yyXL', '@escaping @convention(block) () -> ()'],
    ['yyXC', '@convention(c) () -> ()'],
    ['yyXO', '@called(once) () -> ()'],
    ['yyXzC9Fvv', null],
    ['yyXzC3Fvv', '@convention(c, mangledCType: "Fvv") () -> ()'],
    ['yyXzB3Fvv', '@convention(block, mangledCType: "Fvv") () -> ()'],
    ['yyYac', '() async -> ()'],
    ['yyKc', '() throws -> ()'],
    ['yyYaKc', '() async throws -> ()'],
    ['yy4Main4OopsOYKc', '() throws(Main.Oops) -> ()'],
    ['yyYbc', '@Sendable () -> ()'],
    ['yyScMYcc', '@Swift.MainActor () -> ()'],
    ['yyYAc', '@isolated(any) () -> ()'],
    ['yyYCc', 'nonisolated(nonsending) () -> ()'],
    ['yyYbScMYcc', '@Swift.MainActor @Sendable () -> ()'],
    ['SiyYTc', '() -> sending Swift.Int'],
    ['S2fYjfc', '@differentiable(_forward) (Swift.Float) -> Swift.Float'],
    ['S2fYjrc', '@differentiable(reverse) (Swift.Float) -> Swift.Float'],
    ['S2fYjdc', '@differentiable (Swift.Float) -> Swift.Float'],
    ['S2fYjlc', '@differentiable(_linear) (Swift.Float) -> Swift.Float'],
    ['ySizc', '(inout Swift.Int) -> ()'],
    ['y4Main4ViewCnc', '(__owned Main.View) -> ()'],
    ['y4Main4ViewChc', '(__shared Main.View) -> ()'],
    ['y4Main4ViewCYic', '(isolated Main.View) -> ()'],
    ['y4Main4ViewCYuc', '(sending Main.View) -> ()'],
    ['ySSYtc', '(_const Swift.String) -> ()'],
    ['ySSYgc', '(@const Swift.String) -> ()'],
    ['ySfYkc', '(@noDerivative Swift.Float) -> ()'],
    ['ySiXyyc', '(Swift.Int) -> ()'],
  ])('%s', (mangled, expected) => {
    expect(demangleSwift(`$s${mangled}`)).toBe(expected);
  });
});

describe('SIL function types', () => {
  it.each([
    ['Ieg_', '@escaping @callee_guaranteed () -> ()'],
    ['Iy_', '@callee_unowned () -> ()'],
    ['Ix_', '@callee_owned () -> ()'],
    ['It_', '@convention(thin) () -> ()'],
    ['IyB_', '@callee_unowned @convention(block) () -> ()'],
    ['IyC_', '@callee_unowned @convention(c) () -> ()'],
    ['ItM_', '@convention(thin) @convention(method) () -> ()'],
    ['ItO_', '@convention(thin) @convention(objc_method) () -> ()'],
    ['ItK_', '@convention(thin) @convention(closure) () -> ()'],
    ['ItW_', '@convention(thin) @convention(witness_method) () -> ()'],
    ['ItzB3Fvv_', '@convention(thin) @convention(block, mangledCType: "Fvv") () -> ()'],
    ['IegA_', '@escaping @callee_guaranteed @yield_once () -> ()'],
    ['IegG_', '@escaping @callee_guaranteed @yield_many () -> ()'],
    ['IeAgH_', '@escaping @isolated(any) @callee_guaranteed @async () -> ()'],
    ['IeOg_', '@escaping @called(once) @callee_guaranteed () -> ()'],
    ['Ieghr_', null],
    ['SiIegz_', null],
    ['S2iIegyd_', '@escaping @callee_guaranteed (@unowned Swift.Int) -> (@unowned Swift.Int)'],
    ['SiSSIegxo_', '@escaping @callee_guaranteed (@owned Swift.Int) -> (@owned Swift.String)'],
    ['SiSSIegnr_', '@escaping @callee_guaranteed (@in_guaranteed Swift.Int) -> (@out Swift.String)'],
    ['SiSSIegla_', '@escaping @callee_guaranteed (@inout Swift.Int) -> (@autoreleased Swift.String)'],
    [
      'SiSSIegbu_',
      '@escaping @callee_guaranteed (@inout_aliasable Swift.Int) -> (@unowned_inner_pointer Swift.String)',
    ],
    ['SiSSIegvk_', '@escaping @callee_guaranteed (@pack_owned Swift.Int) -> (@pack_out Swift.String)'],
    ['SiSSIegpg_', '@escaping @callee_guaranteed (@pack_guaranteed Swift.Int, @guaranteed Swift.String) -> ()'],
    ['SiSSIegcYi_', '@escaping @callee_guaranteed (@in_constant Swift.Int) -> (@yields @in Swift.String)'],
    ['Sis5Error_pIegyzo_', '@escaping @callee_guaranteed (@unowned Swift.Int) -> (@error @owned Swift.Error)'],
    ['xSiIegny_', '@escaping @callee_guaranteed (@in_guaranteed A, @unowned Swift.Int) -> ()'],
    ['Iegn_', null],
  ])('%s', (mangled, expected) => {
    expect(demangleSwift(`$s${mangled}`)).toBe(expected);
  });

  it('writes the signature of a generic function before its parameters', () => {
    expect(demangleSwift('$sxSHRzlIetn_')).toBe(
      '@escaping @convention(thin) <A where A: Swift.Hashable> (@in_guaranteed A) -> ()',
    );
  });

  it('writes substitutions where they apply', () => {
    expect(demangleSwift('$sxlySiIsegn_')).toBe(
      '@escaping @callee_guaranteed @substituted <A> (@in_guaranteed A) -> () for <Swift.Int>',
    );
    expect(demangleSwift('$sxlySiIIegn_')).toBe(
      '@escaping @callee_guaranteed <A> (@in_guaranteed A) -> () for <Swift.Int>',
    );
  });

  it('writes the marks of a parameter', () => {
    expect(demangleSwift('$sSfIegywT_')).toBe(
      '@escaping @callee_guaranteed (@unowned @noDerivative sending Swift.Float) -> ()',
    );
    expect(demangleSwift('$sSfIegyI_')).toBe('@escaping @callee_guaranteed (@unowned isolated Swift.Float) -> ()');
    expect(demangleSwift('$sSiSiIegTyd_')).toBe(
      '@escaping @callee_guaranteed (@unowned Swift.Int) -> sending (@unowned Swift.Int)',
    );
  });
});

describe('what is left on the stack', () => {
  it.each([
    ['SiXy', '(Swift.Int)'],
    ['y', ' empty-list '],
    ['_', ' first-element-marker '],
    ['d', ' variadic-marker '],
    ['4Main', 'Main'],
    ['SiSS', 'Swift.IntSwift.String'],
    ['xRlzC', 'AA: AnyObject'],
    ['xRvz', null],
  ])('%s', (mangled, expected) => {
    expect(demangleSwift(`$s${mangled}`)).toBe(expected);
  });
});
