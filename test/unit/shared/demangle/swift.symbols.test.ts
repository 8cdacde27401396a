/** What the compiler makes of declarations: metadata, witness tables, thunks, specialisations, conformances. */
import { describe, expect, it } from 'vitest';
import { demangleSwift } from '../../../../shared/demangle/swift.ts';

const read = (mangled: string): string | null => demangleSwift(`$s${mangled}`);
const simplify = (mangled: string): string | null => demangleSwift(`$s${mangled}`, { simplified: true });

const VIEW = '4Main4ViewC';
const CONFORMANCE = '4Main4ViewCAA5ShapeAA';
const LOAD = '4Main4loadyyF';
const MAKE = '4Main4makeQryFQO';
const OPAQUE = '<<opaque return type of Main.make() -> some>>';

describe('metadata of a type', () => {
  it.each([
    ['N', 'type metadata for '],
    ['Ma', 'type metadata accessor for '],
    ['Mb', 'canonical specialized generic type metadata accessor for '],
    ['MB', 'reflection metadata builtin descriptor '],
    ['MC', 'reflection metadata superclass descriptor '],
    ['MD', 'demangling cache variable for type metadata for '],
    ['Mf', 'full type metadata for '],
    ['MF', 'reflection metadata field descriptor '],
    ['Mi', 'type metadata instantiation function for '],
    ['MI', 'type metadata instantiation cache for '],
    ['MJ', 'cache variable for noncanonical specialized generic type metadata for '],
    ['MK', 'metadata instantiation cache for '],
    ['Ml', 'type metadata singleton initialization cache for '],
    ['ML', 'lazy cache variable for type metadata for '],
    ['Mm', 'metaclass for '],
    ['MM', 'specialized generic metaclass for '],
    ['Mn', 'nominal type descriptor for '],
    ['MN', 'noncanonical specialized generic type metadata for '],
    ['Mo', 'class metadata base offset for '],
    ['MP', 'generic type metadata pattern for '],
    ['Mq', 'uniquable '],
    ['Mr', 'type metadata completion function for '],
    ['Ms', 'ObjC resilient class stub for '],
    ['Mt', 'full ObjC resilient class stub for '],
    ['Mu', 'method lookup function for '],
    ['MU', 'ObjC metadata update function for '],
    ['Mz', 'flag for loading of canonical specialized generic type metadata for '],
    ['Hn', 'nominal type descriptor runtime record for '],
    ['WV', 'value witness table for '],
  ])('%s', (code, words) => {
    expect(read(VIEW + code)).toBe(`${words}Main.View`);
    expect(simplify(VIEW + code)).toBe(`${words}View`);
  });

  it.each([
    ['4Main5ShapeMp', 'protocol descriptor for Main.Shape'],
    ['4Main5ShapeMS', 'protocol self-conformance descriptor for Main.Shape'],
    ['4Main5ShapeHr', 'protocol descriptor runtime record for Main.Shape'],
    ['4Main5ShapeWS', 'protocol self-conformance witness table for Main.Shape'],
    ['4Main5PointV1xSivpMV', 'property descriptor for Main.Point.x : Swift.Int'],
    ['4MainMXM', 'module descriptor Main'],
    ['Si4MainEMXE', 'extension descriptor (extension in Main):Swift.Int'],
    ['4MainMXX', 'anonymous descriptor Main'],
    ['4Main1aMXY', 'anonymous descriptor Main'],
    ['x4Item_MXA', 'generic parameter reference for associated type AItem'],
    [`${MAKE}MQ`, `opaque type descriptor for ${OPAQUE}`],
    [`${MAKE}Mg`, `opaque type descriptor accessor for ${OPAQUE}`],
    [`${MAKE}Mh`, `opaque type descriptor accessor impl for ${OPAQUE}`],
    [`${MAKE}Mj`, `opaque type descriptor accessor key for ${OPAQUE}`],
    [`${MAKE}Mk`, `opaque type descriptor accessor var for ${OPAQUE}`],
    [`${MAKE}Ho`, `opaque type descriptor runtime record for ${OPAQUE}`],
    ['4Main5Shape_pXg', 'existential shape for any Main.Shape'],
    ['lypXG', 'existential shape for <A> any Any'],
    ['4MainMXZ', null],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('witness tables', () => {
  it.each([
    ['WP', 'protocol witness table for '],
    ['Wp', 'protocol witness table pattern for '],
    ['WG', 'generic protocol witness table for '],
    ['WI', 'instantiation function for generic protocol witness table for '],
    ['Wr', 'resilient protocol witness table for '],
    ['Wa', 'protocol witness table accessor for '],
    ['Mc', 'protocol conformance descriptor for '],
    ['MA', 'reflection metadata associated type descriptor '],
    ['Hc', 'protocol conformance descriptor runtime record for '],
  ])('%s', (code, words) => {
    expect(read(CONFORMANCE + code)).toBe(`${words}Main.View : Main.Shape in Main`);
    expect(simplify(CONFORMANCE + code)).toBe(`${words}View`);
  });

  it.each([
    [
      '4Main4ViewCAcA5ShapeAAWl',
      'lazy protocol witness table accessor for type Main.View and conformance Main.View : Main.Shape in Main',
    ],
    [
      '4Main4ViewCAcA5ShapeAAWL',
      'lazy protocol witness table cache variable for type Main.View and conformance Main.View : Main.Shape in Main',
    ],
    [`${CONFORMANCE}4ItemWt`, 'associated type metadata accessor for Item in Main.View : Main.Shape in Main'],
    [
      `${CONFORMANCE}4Item_AA5NamedPWT`,
      'associated type witness table accessor for Item : Main.Named in Main.View : Main.Shape in Main',
    ],
    [`${CONFORMANCE}AA5NamedPWb`, 'base witness table accessor for Main.Named in Main.View : Main.Shape in Main'],
    [
      '4Main3BoxVyxGAA5ShapeAASHRzlWP',
      'protocol witness table for <A where A: Swift.Hashable> Main.Box<A> : Main.Shape in Main',
    ],
    ['Si1p4Main5ShapePABWP', 'protocol witness table for property behavior storage of Main in Swift.Int : Main.Shape'],
    ['4Main5PointV1xSivpWvd', 'direct field offset for Main.Point.x : Swift.Int'],
    ['4Main5PointV1xSivpWvi', 'indirect field offset for Main.Point.x : Swift.Int'],
    ['4Main5PointV1xSivpWvx', null],
    ['4Main4KindO3oneyA2CmFWC', 'enum case for Main.Kind.one(Main.Kind.Type) -> Main.Kind'],
    ['4Main5count_WZ', 'one-time initialization function for count'],
    ['4Main5count_Wz', 'one-time initialization token for count'],
    ['4Main1a_1b_Wz', 'one-time initialization token for (a, b)'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });

  it.each([
    ['al', 'allocateBuffer'],
    ['ca', 'assignWithCopy'],
    ['ta', 'assignWithTake'],
    ['de', 'deallocateBuffer'],
    ['xx', 'destroy'],
    ['XX', 'destroyBuffer'],
    ['Xx', 'destroyArray'],
    ['CP', 'initializeBufferWithCopyOfBuffer'],
    ['Cp', 'initializeBufferWithCopy'],
    ['cp', 'initializeWithCopy'],
    ['Tk', 'initializeBufferWithTake'],
    ['tk', 'initializeWithTake'],
    ['pr', 'projectBuffer'],
    ['TK', 'initializeBufferWithTakeOfBuffer'],
    ['Cc', 'initializeArrayWithCopy'],
    ['Tt', 'initializeArrayWithTakeFrontToBack'],
    ['tT', 'initializeArrayWithTakeBackToFront'],
    ['xs', 'storeExtraInhabitant'],
    ['xg', 'getExtraInhabitantIndex'],
    ['ug', 'getEnumTag'],
    ['up', 'destructiveProjectEnumData'],
    ['ui', 'destructiveInjectEnumTag'],
    ['et', 'getEnumTagSinglePayload'],
    ['st', 'storeEnumTagSinglePayload'],
  ])('value witness %s', (code, words) => {
    expect(read(`${VIEW}w${code}`)).toBe(`${words} value witness for Main.View`);
    expect(simplify(`${VIEW}w${code}`)).toBe(`${words} for View`);
  });

  it.each([
    ['B', 'init with take'],
    ['b', 'init with take'],
    ['C', 'init with copy'],
    ['c', 'init with copy'],
    ['D', 'assign with take'],
    ['d', 'assign with take'],
    ['F', 'assign with copy'],
    ['f', 'assign with copy'],
    ['H', 'destroy'],
    ['h', 'destroy'],
    ['y', 'copy'],
    ['e', 'consume'],
    ['r', 'retain'],
    ['s', 'release'],
    ['g', 'enum get tag'],
    ['i0_', 'enum tag store'],
    ['j0_', 'enum project data for load'],
  ])('outlined operation %s', (code, words) => {
    expect(read(`SaySiGWO${code}`)).toBe(`outlined ${words} of [Swift.Int]`);
  });

  it('writes the signature of an outlined copy', () => {
    expect(read('SayxGlWOy')).toBe('outlined copy of [A]<A>');
    expect(read('SayxGlWOh')).toBe('outlined destroy of [A]');
  });
});

describe('attributes of a symbol', () => {
  it.each([
    ['To', '@objc ', '@objc '],
    ['TO', '@nonobjc ', '@nonobjc '],
    ['TD', 'dynamic ', 'dynamic '],
    ['Td', 'super ', 'super '],
    ['Tm', 'merged ', ''],
    ['TE', 'distributed thunk ', ''],
    ['TF', 'distributed accessor for ', ''],
    ['HF', 'accessible function runtime record for ', ''],
    ['TX', 'dynamically replaceable variable for ', ''],
    ['Tx', 'dynamically replaceable key for ', ''],
    ['TI', 'dynamically replaceable thunk for ', ''],
    ['Twb', 'back deployment thunk for ', ''],
    ['TwB', 'back deployment fallback for ', 'back deployment fallback for '],
    ['TwS', '#_hasSymbol query for ', '#_hasSymbol query for '],
    ['Twc', 'coro function pointer to ', 'coro function pointer to '],
    ['Twd', 'default override of ', 'default override of '],
    ['Tu', 'async function pointer to ', 'async function pointer to '],
    ['TQ0_', '(1) await resume partial function for ', ''],
    ['TY1_', '(2) suspend resume partial function for ', ''],
    ['TA', 'partial apply forwarder for ', 'partial apply for '],
    ['Ta', 'partial apply ObjC forwarder for ', 'partial apply for '],
    ['Tv_', 'outlined variable #0 of ', 'outlined variable #0 of '],
    ['Tv0_r', 'outlined read-only object #1 of ', 'outlined read-only object #1 of '],
    ['Tepbn_', 'outlined bridged method (pbn) of ', 'outlined bridged method (pbn) of '],
  ])('%s', (code, words, simplifiedWords) => {
    expect(read(LOAD + code)).toBe(`${words}Main.load() -> ()`);
    expect(simplify(LOAD + code)).toBe(`${simplifiedWords}load()`);
  });

  it('writes the last one first', () => {
    expect(read(`${LOAD}TATm`)).toBe('merged partial apply forwarder for Main.load() -> ()');
    expect(read(`${LOAD}TmTA`)).toBe('partial apply forwarder for merged Main.load() -> ()');
  });
});

describe('thunks and descriptors', () => {
  it.each([
    [`${LOAD}Tc`, 'curry thunk of Main.load() -> ()'],
    [`${LOAD}Tj`, 'dispatch thunk of Main.load() -> ()'],
    [`${LOAD}Tq`, 'method descriptor for Main.load() -> ()'],
    [`${LOAD}TTI`, 'identity thunk of Main.load() -> ()'],
    [`${LOAD}TTX`, null],
    [`${LOAD}TS`, 'protocol self-conformance witness for Main.load() -> ()'],
    [
      '4Main4ViewC4drawyyFAA4BaseCADyyFTV',
      'vtable thunk for Main.Base.draw() -> () dispatching to Main.View.draw() -> ()',
    ],
    [
      `${CONFORMANCE}AA5ShapeP4drawyyFTW`,
      'protocol witness for Main.Shape.draw() -> () in conformance Main.View : Main.Shape in Main',
    ],
    [
      'S2iIegyd_S2iIegnr_TR',
      'reabstraction thunk helper from @escaping @callee_guaranteed (@unowned Swift.Int) -> (@unowned Swift.Int) to @escaping @callee_guaranteed (@in_guaranteed Swift.Int) -> (@out Swift.Int)',
    ],
    [
      'Ieg_IyB_Tr',
      'reabstraction thunk from @escaping @callee_guaranteed () -> () to @callee_unowned @convention(block) () -> ()',
    ],
    [
      'Ieg_IyB_SiTy',
      'reabstraction thunk from @escaping @callee_guaranteed () -> () to @callee_unowned @convention(block) () -> () self Swift.Int',
    ],
    [
      'Ieg_IyB_TRScMTU',
      'reabstraction thunk helper from @escaping @callee_guaranteed () -> () to @callee_unowned @convention(block) () -> () with global actor constraint Swift.MainActor',
    ],
    [
      'IyB_SiTz_',
      '@objc completion handler block implementation for @callee_unowned @convention(block) () -> () with result type Swift.Int',
    ],
    [
      'IyB_SiTz0_',
      '@objc completion handler block implementation for @callee_unowned @convention(block) () -> () with result type Swift.Int nonzero on error',
    ],
    [
      'IyB_SiTz1_',
      '@objc completion handler block implementation for @callee_unowned @convention(block) () -> () with result type Swift.Int zero on error',
    ],
    [
      'IyB_SiTZ2_',
      'checked @objc completion handler block implementation for @callee_unowned @convention(block) () -> () with result type Swift.Int <invalid error flag>',
    ],
    ['Iet_TC', 'coroutine continuation prototype for @escaping @convention(thin) () -> ()'],
    ['4Main5PointV1xSivpACTK', 'key path getter for Main.Point.x : Swift.Int : Main.Point'],
    ['4Main5PointV1xSivpACTk', 'key path setter for Main.Point.x : Swift.Int : Main.Point'],
    ['4Main5PointV1xSivpACTKq', 'key path getter for Main.Point.x : Swift.Int : Main.Point, serialized'],
    ['4Main5PointV4loadyyFACTKmu', 'key path unapplied method Main.Point.load() -> () : Main.Point'],
    ['4Main5PointV4loadyyFACTkMA', 'key path applied method Main.Point.load() -> () : Main.Point'],
    ['4Main3BoxV1xxvplxTK', 'key path getter for Main.Box.x : A : <A>A'],
    ['SiSSTH', 'key path index equality operator for (Swift.Int, Swift.String)'],
    ['SiTh', 'key path index hash operator for (Swift.Int)'],
    ['xlTHq', 'key path index equality operator for <A>(A)'],
    ['4Item4Main5ShapePTl', 'associated type descriptor for Main.Shape.Item'],
    ['4Item4Main5ShapePTM', 'default associated type metadata accessor for Main.Shape.Item'],
    ['4Main5ShapeTL', 'protocol requirements base descriptor for Main.Shape'],
    ['4Main5ShapeP4Item_AA5NamedTn', 'associated conformance descriptor for Main.Shape.Item: Main.Named'],
    ['4Main5ShapeP4Item_AA5NamedTN', 'default associated conformance accessor for Main.Shape.Item: Main.Named'],
    ['4Main5ShapePxAA5NamedTn', 'associated conformance descriptor for Main.Shape.A: Main.Named'],
    ['4Main5ShapePAA5NamedTb', 'base conformance descriptor for Main.Shape: Main.Named'],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });

  it('names what a thunk is for when simplified', () => {
    expect(simplify('S2iIegyd_S2iIegnr_TR')).toBe(
      'thunk for @escaping @callee_guaranteed (@unowned Int) -> (@unowned Int)',
    );
  });
});

describe('specialisations', () => {
  const generic = '4Main4sortyyxlF';
  it.each([
    ['SS_Tg5', 'generic specialization <Swift.String> of '],
    ['SS_SiTg5', 'generic specialization <Swift.String, Swift.Int> of '],
    ['SS_Tgq5', 'generic specialization <serialized, Swift.String> of '],
    ['SS_TG5', 'generic not re-abstracted specialization <Swift.String> of '],
    ['SS_TB5', 'generic specialization <Swift.String> of '],
    ['SS_Ts5', 'generic pre-specialization <Swift.String> of '],
    ['SS_Ti5', 'inlined generic function <Swift.String> of '],
    ['SS_Tt0g5', 'generic specialization <Swift.String> of '],
    ['SSTp5', 'generic partial specialization <Signature = Swift.String> of '],
    ['SSTP5', 'generic not-reabstracted partial specialization <Signature = Swift.String> of '],
    ['SS_Tgr5', 'representation changed of '],
    ['SS_Tgx', null],
  ])('%s', (code, words) => {
    expect(read(generic + code)).toBe(words === null ? null : `${words}Main.sort<A>(A) -> ()`);
  });

  it.each([
    ['Tf4n_n', ''],
    ['Tf4d_n', 'Arg[0] = Dead'],
    ['Tf4g_n', 'Arg[0] = Owned To Guaranteed'],
    ['Tf4o_n', 'Arg[0] = Guaranteed To Owned'],
    ['Tf4x_n', 'Arg[0] = Exploded'],
    ['Tf4dGX_n', 'Arg[0] = Dead and Owned To Guaranteed and Exploded'],
    ['Tf4eDOX_n', 'Arg[0] = Existential To Protocol Constrained Generic and Dead and Guaranteed To Owned and Exploded'],
    ['Tf4i_n', 'Arg[0] = Value Promoted from Box'],
    ['Tf4s_n', 'Arg[0] = Stack Promoted from Box'],
    ['Tf4r_n', 'Arg[0] = InOut Converted to Out'],
    ['Tf4nnd_n', 'Arg[2] = Dead'],
    ['Tf4nd_g', 'Arg[1] = Dead, Return = Owned To Guaranteed'],
    ['Tf4pi42_n', 'Arg[0] = [Constant Propagated Integer : 42]'],
    ['Tf4pd15_n', 'Arg[0] = [Constant Propagated Float : 15]'],
    ['5_10abTf4psb_n', "Arg[0] = [Constant Propagated String : u8'10ab']"],
    ['3abcTf4psw_n', "Arg[0] = [Constant Propagated String : u16'abc']"],
    ['3abcTf4psc_n', "Arg[0] = [Constant Propagated String : objc'abc']"],
    ['5tableTf4pg_n', 'Arg[0] = [Constant Propagated Global : table]'],
    ['12$s4Main1fyyFTf4pf_n', 'Arg[0] = [Constant Propagated Function : Main.f() -> ()]'],
    ['SiTf4pS_n', 'Arg[0] = [Constant Propagated Struct : Swift.Int]'],
    ['4pathSSSiTf4pk_n', 'Arg[0] = [Constant Propagated KeyPath : path<Swift.String,Swift.Int>]'],
    [
      '18$s4Main1fyyFyycfU_Tf4c_n',
      'Arg[0] = [Closure Propagated : closure #1 () -> () in Main.f() -> (), Argument Types : []',
    ],
    ['7closureSiTf4c_n', 'Arg[0] = [Closure Propagated : closure, Argument Types : [Swift.Int]'],
    ['7closureSiTf4E_n', 'Arg[0] = [Escaping Closure Propagated : closure, Argument Types : [Swift.Int]'],
    [
      '7closureSiTf4cC0_n',
      'Arg[0] = [Closure Propagated : closure, Argument Types : [Swift.Int], Arg[1] = [Same As Argument 0]',
    ],
    ['Tf4k_n', null],
    ['Tf4pf_n', null],
  ])('of a signature: %s', (code, words) => {
    expect(read(LOAD + code)).toBe(
      words === null ? null : `function signature specialization <${words}> of Main.load() -> ()`,
    );
  });

  it('says it once when simplified', () => {
    expect(simplify(`${generic}SS_Tg5Tf4d_n`)).toBe('specialized sort<A>(_:)');
  });
});

describe('names inside names', () => {
  it('are written without sugar, whichever mangling they are in', () => {
    expect(read(`${LOAD}16$s4Main1fyySiSgFTf4pf_n`)).toBe(
      'function signature specialization <Arg[0] = [Constant Propagated Function : Main.f(Swift.Optional<Swift.Int>) -> ()]> of Main.load() -> ()',
    );
    expect(read(`${LOAD}15_TF4Main1fFT_T_Tf4pf_n`)).toBe(
      'function signature specialization <Arg[0] = [Constant Propagated Function : Main.f() -> ()]> of Main.load() -> ()',
    );
  });

  it('stay as they are once they nest too deep', () => {
    let name = '$s4Main1fyyF';
    for (let nesting = 0; nesting < 12; nesting++) name = `$s4Main1fyyF${name.length}${name}Tf4pf_n`;
    const written = demangleSwift(name);
    expect(written).toContain('Constant Propagated Function : $s4Main');
    expect(written?.split('signature specialization').length).toBe(10);
  });
});

describe('conformances as generic arguments carry them', () => {
  it.each([
    [
      'Si4Main5ShapeHPyHC',
      "concrete protocol conformance Swift.Int to protocol conformance ref (type's module) Main.Shape",
    ],
    [
      'Si4Main5ShapeHpyHC',
      "concrete protocol conformance Swift.Int to protocol conformance ref (protocol's module) Main.Shape",
    ],
    [
      'Si4Main5ShapeAAyHC',
      'concrete protocol conformance Swift.Int to protocol conformance ref (retroactive) Main.ShapeMain',
    ],
    ['x4Main5ShapeHD1_', 'dependent root protocol conformance #0 A to Main.Shape'],
    ['x4Main5ShapeHD0_', 'dependent root protocol conformance A to Main.Shape'],
    ['x4Main5ShapeHD_', null],
    [
      'x4Main5ShapeHD0_AA5NamedHI0_',
      'dependent inherited protocol conformance dependent root protocol conformance A to Main.Shape to Main.Named',
    ],
    [
      'x4Main5ShapeHD0_4ItemQzAA5NamedHA0_',
      'dependent associated protocol conformance dependent root protocol conformance A to Main.Shape to dependent associated conformance A.ItemMain.Named',
    ],
    [
      'x4Main5ShapeHD0_SiHO',
      'opaque result conformance dependent root protocol conformance A to Main.Shape of Swift.Int',
    ],
    [
      'Si4Main5ShapeHPyHC_HX',
      "pack protocol conformance (concrete protocol conformance Swift.Int to protocol conformance ref (type's module) Main.Shape)",
    ],
    [
      'Si4Main5ShapeHPyHCg_',
      "retroactive @ 0concrete protocol conformance Swift.Int to protocol conformance ref (type's module) Main.Shape",
    ],
  ])('%s', (mangled, expected) => {
    expect(read(mangled)).toBe(expected);
  });
});

describe('derivatives', () => {
  const square = '4Main6squareyS2fF';
  const written = 'Main.square(Swift.Float) -> Swift.Float';
  it.each([
    ['TJfSpSr', `forward-mode derivative of ${written} with respect to parameters {0} and results {0}`],
    ['TJrUSpSr', `reverse-mode derivative of ${written} with respect to parameters {1} and results {0}`],
    ['TJdSpSr', `differential of ${written} with respect to parameters {0} and results {0}`],
    ['TJpSpSr', `pullback of ${written} with respect to parameters {0} and results {0}`],
    [
      'TJVrSpSr',
      `vtable thunk for reverse-mode derivative of ${written} with respect to parameters {0} and results {0}`,
    ],
    ['WJfSpSr', `forward-mode differentiability witness for ${written} with respect to parameters {0} and results {0}`],
    ['WJdSpSr', `normal differentiability witness for ${written} with respect to parameters {0} and results {0}`],
    ['WJlSpSr', `linear differentiability witness for ${written} with respect to parameters {0} and results {0}`],
    ['TJrpSr', null],
    ['TJxSpSr', null],
  ])('%s', (code, expected) => {
    expect(read(square + code)).toBe(expected);
  });

  it('thunks between them', () => {
    expect(read('S2fIegyd_TJSpSSpSrSUP')).toBe(
      'autodiff subset parameters thunk for pullback from @escaping @callee_guaranteed (@unowned Swift.Float) -> (@unowned Swift.Float) with respect to parameters {0, 1} and results {0} to parameters {0}',
    );
    expect(read('Ieg_Iy_TJOp')).toBe(
      'autodiff self-reordering reabstraction thunk for pullback from @escaping @callee_guaranteed () -> () to @callee_unowned () -> ()',
    );
    expect(simplify(`${square}TJpSpSr`)).toBe('pullback of square(_:)');
  });
});
