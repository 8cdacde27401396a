import { describe, expect, it } from 'vitest';
import { demangleCxx } from '../../../../shared/demangle/cxx.ts';

/** Each row: what the name shows, the mangled name, the readable one. */
function names(title: string, rows: readonly (readonly [string, string, string])[]): void {
  describe(title, () => {
    it.each(rows)('%s: %s', (_, mangled, readable) => {
      expect(demangleCxx(mangled)).toBe(readable);
    });
  });
}

names('symbols', [
  ['function', '_Z4tickv', 'tick()'],
  ['data', '_ZN5audio5mixerE', 'audio::mixer'],
  ['additional underscore of Mach-O', '__Z4tickv', 'tick()'],
  ['clone', '_Z4tickv.cold', 'tick() (.cold)'],
  ['clone of a clone', '_Z4tickv.isra.0.constprop.2', 'tick() (.isra.0.constprop.2)'],
  ['block', '___Z4tickv_block_invoke', 'invocation function for block in tick()'],
  ['second block', '____Z4tickv_block_invoke_2', 'invocation function for block in tick()'],
  ['block of a global variable', '_ZN5audio5mixerE_block_invoke', 'invocation function for block in audio::mixer'],
  ['vtable', '_ZTV5Sound', 'vtable for Sound'],
  ['VTT', '_ZTT5Sound', 'VTT for Sound'],
  ['construction vtable', '_ZTC4Song16_5Sound', 'construction vtable for Sound-in-Song'],
  ['typeinfo', '_ZTIPK5Sound', 'typeinfo for Sound const*'],
  ['typeinfo name', '_ZTS5Sound', 'typeinfo name for Sound'],
  ['thunk', '_ZThn16_N4Song4playEv', 'non-virtual thunk to Song::play()'],
  ['virtual thunk', '_ZTv0_n24_N4Song4playEv', 'virtual thunk to Song::play()'],
  ['covariant thunk', '_ZTch0_h16_N4Song4copyEv', 'covariant return thunk to Song::copy()'],
  ['guard', '_ZGVZ4tickvE5count', 'guard variable for tick()::count'],
  ['reference temporary', '_ZGRN5audio5mixerE0_', 'reference temporary for audio::mixer'],
  ['thread-local wrapper', '_ZTW5count', 'thread-local wrapper routine for count'],
  ['thread-local initialization', '_ZTH5count', 'thread-local initialization routine for count'],
  ['template parameter object', '_ZTAXtl5PointLi1ELi2EEE', 'template parameter object for Point{1, 2}'],
  ['module initializer', '_ZGIW5audio', 'initializer for module audio'],
  ['transaction clone', '_ZGTt4tickv', 'transaction clone for tick()'],
]);

names('names', [
  ['nested', '_ZN5audio5Mixer4fadeEfd', 'audio::Mixer::fade(float, double)'],
  ['in std', '_ZSt4sortPiS_', 'std::sort(int*, int*)'],
  ['unnamed namespace', '_ZN12_GLOBAL__N_14tickEv', '(anonymous namespace)::tick()'],
  ['internal linkage', '_ZL4tickv', 'tick()'],
  ['constructor', '_ZN5audio5MixerC1Ei', 'audio::Mixer::Mixer(int)'],
  ['destructor', '_ZN5audio5MixerD0Ev', 'audio::Mixer::~Mixer()'],
  ['constructor of a template', '_ZN3BoxIiEC2ERKS0_', 'Box<int>::Box(Box<int> const&)'],
  ['inherited constructor', '_ZN4SongCI15SoundEi', 'Song::Song(int)'],
  ['const member', '_ZNK5Mixer5levelEv', 'Mixer::level() const'],
  ['volatile rvalue member', '_ZNVO5Mixer5levelEv', 'Mixer::level() volatile &&'],
  ['lvalue member', '_ZNR5Mixer5levelEv', 'Mixer::level() &'],
  ['explicit object', '_ZNH5Mixer5levelES_', 'Mixer::level(this Mixer)'],
  ['local', '_ZZ4tickvE5count_0', 'tick()::count'],
  ['local of a local', '_ZZZ4tickvEN5Local3runEvE1n', 'tick()::Local::run()::n'],
  ['string literal', '_ZZ4tickvEs_1', 'tick()::string literal'],
  ['default argument', '_ZZN5Mixer4fadeEiEd0_NKUlvE_clEv', "Mixer::fade(int)::'lambda'()::operator()() const"],
  ['ABI tag', '_ZN5Mixer4fadeB5cxx11B2v2Ev', 'Mixer::fade[abi:cxx11][abi:v2]()'],
  ['constructor of a tagged class', '_ZN5MixerB2v2C1Ev', 'Mixer[abi:v2]::Mixer()'],
  ['structured binding', '_ZDC4left5rightE', '[left, right]'],
  ['friend', '_ZN3BoxIiEF4swapES0_', 'Box<int>::friend swap(Box<int>)'],
  ['module', '_ZNW5audioWP4core5Mixer4fadeEv', 'Mixer@audio:core::fade()'],
  ['unnamed type', '_Z4takeIN5MixerUt0_EEvT_', "void take<Mixer::'unnamed0'>(Mixer::'unnamed0')"],
  ['lambda', '_ZZ4tickvENKUliE1_clEi', "tick()::'lambda1'(int)::operator()(int) const"],
  [
    'generic lambda',
    '_ZZ4tickvENKUlT_DpT0_E_clIiJcEEEDaS_S1_',
    "auto tick()::'lambda'(auto, auto...)::operator()<int, char>(auto, auto...) const",
  ],
  [
    'lambda with template parameters',
    '_ZNK1aMUlTyTnjTpTyT_E_clIiLj1EJEEEDaT_',
    "auto a::'lambda'<typename $T, unsigned int $N, typename ...$T0>($T)::operator()<int, 1u>(int) const",
  ],
  ['block literal', '_ZZ4tickvENUb_1aE', "tick()::'block-literal'::a"],
]);

names('operators as names', [
  ['symbolic', '_ZplRK5MoneyS1_', 'operator+(Money const&, Money const&)'],
  ['of letters', '_ZN5MoneynwEm', 'Money::operator new(unsigned long)'],
  ['array', '_ZN5MoneydaEPv', 'Money::operator delete[](void*)'],
  ['await', '_ZN4TaskawEv', 'Task::operator co_await()'],
  ['spaceship', '_ZNK5MoneyssES_', 'Money::operator<=>(Money) const'],
  // llvm-cxxfilt 19 leaves this one as it is.
  ['arrow star', '_ZN3PtrpmEi', 'Ptr::operator->*(int)'],
  ['conversion', '_ZNK5MoneycvdEv', 'Money::operator double() const'],
  ['conversion template', '_ZN3AnycvPT_IiEEv', 'Any::operator int*<int>()'],
  // llvm-cxxfilt 19 takes the `I` behind `Sa` for the operator's own arguments and gives up.
  ['conversion to a template', '_ZN3AnycvSt6vectorIiSaIiEEEv', 'Any::operator std::vector<int, std::allocator<int>>()'],
  ['literal', '_Zli3_kmy', 'operator"" _km(unsigned long long)'],
  ['vendor', '_Zv15twicei', 'operator twice(int)'],
]);

names('types', [
  [
    'builtin',
    '_Z1fbcahstijlmxynofdewz',
    'f(bool, char, signed char, unsigned char, short, unsigned short, int, unsigned int, long, unsigned long, long long, unsigned long long, __int128, unsigned __int128, float, double, long double, wchar_t, ...)',
  ],
  [
    'builtin of two letters',
    '_Z1fDhDiDsDuDnDaDcDdDeDf',
    'f(half, char32_t, char16_t, char8_t, std::nullptr_t, auto, decltype(auto), decimal64, decimal128, decimal32)',
  ],
  ['of so many bits', '_Z1fDF16_DF16bDB7_DU9_', 'f(_Float16, std::bfloat16_t, _BitInt(7), unsigned _BitInt(9))'],
  ['qualified', '_Z1fPVKiPrKc', 'f(int const volatile*, char const restrict*)'],
  ['references', '_Z1fRiOKc', 'f(int&, char const&&)'],
  ['function pointer', '_Z1fPFPFviEcE', 'f(void (* (*)(char))(int))'],
  [
    'noexcept function pointer',
    '_Z1fPDoFvvEPDOLb1EEFvvEPDwicEFvvE',
    'f(void (*)() noexcept, void (*)() noexcept(true), void (*)() throw(int, char))',
  ],
  ['extern "C" function pointer', '_Z1fPFYvvE', 'f(void (*)())'],
  ['array', '_Z1fPA3_A4_KcRA_i', 'f(char const (*) [3][4], int (&) [])'],
  ['array of function pointers', '_Z1fPA2_PFivE', 'f(int (* (*) [2])())'],
  ['array with a dependent bound', '_Z1fILi3EEvRAplT_Li1E_i', 'void f<3>(int (&) [3 + 1])'],
  ['data member pointer', '_Z1fM5Mixeri', 'f(int Mixer::*)'],
  ['member function pointer', '_Z1fM5MixerKFiPS_RE', 'f(int (Mixer::*)(Mixer*) const &)'],
  ['complex', '_Z1fCdGf', 'f(double complex, float imaginary)'],
  ['vector', '_Z1fDv4_fDv8_pDvLi2E_i', 'f(float vector[4], pixel vector[8], int vector[2])'],
  ['vendor qualifier', '_Z1fPU3AS1KiPU5hasIdIiEc', 'f(int const AS1*, char hasId<int>*)'],
  ['block pointer', '_Z1fU13block_pointerFviE', 'f(void (int) block_pointer)'],
  ['Objective-C object', '_Z1fP11objc_object', 'f(objc_object*)'],
  ['Objective-C protocol', '_Z1fPU17objcproto7NSCoder11objc_object', 'f(id<NSCoder>)'],
  ['Objective-C class with a protocol', '_Z1fPU17objcproto7NSCoder4View', 'f(View<NSCoder>*)'],
  ['transformed', '_Z1fIiEu14__remove_constIT_ES0_', '__remove_const(int) f<int>(int)'],
  ['decltype', '_Z1fIiEDTcl1gfp_EET_', 'decltype(g(fp)) f<int>(int)'],
  ['constrained auto', '_Z1fIiEDk5SmallT_', 'Small auto f<int>(int)'],
]);

names('substitutions', [
  ['earlier type', '_Z1fPK5MixerS1_S0_S_', 'f(Mixer const*, Mixer const*, Mixer const, Mixer)'],
  ['beyond ten', '_Z1fPPPPPPPPPPPPiSA_S_', 'f(int************, int************, int*)'],
  [
    'abbreviations',
    '_Z1fSaIiESbIiESsSiSoSd',
    'f(std::allocator<int>, std::basic_string<int>, std::string, std::istream, std::ostream, std::iostream)',
  ],
  ['member of an abbreviation', '_ZNSs6appendERKSs', 'std::string::append(std::string const&)'],
  [
    'constructor of an abbreviation',
    '_ZNSsC1Ev',
    'std::basic_string<char, std::char_traits<char>, std::allocator<char>>::basic_string()',
  ],
  ['tagged abbreviation', '_Z1fSsB5cxx11S_', 'f(std::string[abi:cxx11], std::string[abi:cxx11])'],
  // llvm-cxxfilt 19 forgets that the parameter itself is a candidate and reads S1_ as Box<int>.
  ['template template parameter', '_Z1fI3BoxiEvT_IT0_ES0_IcES3_', 'void f<Box, int>(Box<int>, Box<char>, Box<int>)'],
]);

names('template arguments', [
  ['types', '_ZN3BoxIiPKcE3getEv', 'Box<int, char const*>::get()'],
  ['pack', '_Z1fIJicEEvDpT_', 'void f<int, char>(int, char)'],
  ['empty pack', '_Z1fIJEEvDpT_i', 'void f<>(int)'],
  ['pack of patterns', '_Z1fIJicEEvDpRK3BoxIT_E', 'void f<int, char>(Box<int> const&, Box<char> const&)'],
  ['pack of function pointers', '_Z1fIJicEEvDpPFvT_E', 'void f<int, char>(void (*)(int), void (*)(char))'],
  ['collapsed references', '_Z1fIRiOcEvOT_RT0_', 'void f<int&, char&&>(int&, char&)'],
  [
    'integers',
    '_Z1fILi1ELin2ELj3ELl4ELm5ELx6ELy7ELs8ELc9EEvv',
    'void f<1, -2, 3u, 4l, 5ul, 6ll, 7ull, (short)8, (char)9>()',
  ],
  ['truth and nothing', '_Z1fILb1ELb0ELDn0EEvv', 'void f<true, false, nullptr>()'],
  [
    'wide characters',
    '_Z1fILw97ELDs98ELDi99ELDu100EEvv',
    'void f<(wchar_t)97, (char16_t)98, (char32_t)99, (char8_t)100>()',
  ],
  ['enumerator', '_Z1fIL5Color2EEvv', 'void f<(Color)2>()'],
  ['float', '_Z1fILf3fc00000EEvv', 'void f<0x1.8p+0f>()'],
  ['smallest float', '_Z1fILf00000001EEvv', 'void f<0x1p-149f>()'],
  ['double', '_Z1fILdc002000000000000EEvv', 'void f<-0x1.2p+1>()'],
  ['long double of x86', '_Z1fILe4000c000000000000000EEvv', 'void f<0xcp-2L>()'],
  ['long double of arm64', '_Z1fILe4008000000000000EEvv', 'void f<0x1.8p+1L>()'],
  ['not a number', '_Z1fILd7ff8000000000000ELdfff0000000000000EEvv', 'void f<nan, -inf>()'],
  ['function', '_Z1fIXadL_Z4tickvEEEvv', 'void f<&tick()>()'],
  ['data', '_Z1fIL_Z5countEEvv', 'void f<count>()'],
  ['subobject', '_Z1fIXadsoiL_Z5countE4_0pEEEvv', 'void f<&count.<int at offset 4>>()'],
  ['member pointer of a base', '_Z1fIXmcM4SongiadL_ZN5Sound1xEE8EEEvv', 'void f<(int Song::*)(&Sound::x)>()'],
  ['object', '_Z1fIXtl5PointLi1EtlA2_iLi2EEEEEvv', 'void f<Point{1, int [2]{2}}>()'],
  ['designated', '_Z1fIXtl5Pointdi1xLi1Edi1yLi2EEEEvv', 'void f<Point{.x = 1, .y = 2}>()'],
  ['designated elements', '_Z1fIXtl1AdxLi1EdxLi2ELi3EdXLi4ELi5ELi6EEEEvv', 'void f<A{[1][2] = 3, [4 ... 5] = 6}>()'],
  ['string', '_Z1fILA3_KcEEvv', 'void f<"<char const [3]>">()'],
  ['lambda', '_Z1fILUlvE_EEvv', 'void f<[](){...}>()'],
  ['template with its declaration', '_Z1fITtTyE3BoxTnDaLi1EEvv', 'void f<Box, 1>()'],
  ['greater in parentheses', '_Z1fIXgtLi1ELi2EEEvv', 'void f<(1 > 2)>()'],
  ['greater within parentheses', '_Z1fIXcl1ggtLi1ELi2EEEEvv', 'void f<g(1 > 2)>()'],
]);

/** Each expression stands in the `decltype` of a function's result. */
describe('expressions', () => {
  it.each([
    ['plT_T0_', 'int + char'],
    ['mlplfp_Li1Efp0_', '(fp + 1) * fp0'],
    ['plmlfp_Li1Efp0_', 'fp * 1 + fp0'],
    ['mifp_mifp_fp_', 'fp - (fp - fp)'],
    ['aSfp_aSfp_fp_', 'fp = fp = fp'],
    ['cmfp_fp0_', 'fp, fp0'],
    ['ngntcofp_', '-(!(~fp))'],
    ['adfp_', '&fp'],
    ['pp_fp_', '++fp'],
    ['ppfp_', 'fp++'],
    ['qufp_Li1ELi2E', 'fp ? 1 : 2'],
    ['ixfp_Li1E', 'fp[1]'],
    ['dtfp_3len', 'fp.len'],
    ['ptfp_3len', 'fp->len'],
    ['dsfp_fp0_', 'fp.*fp0'],
    ['pmfp_fp0_', 'fp->*fp0'],
    ['dtfp_3getIiE', 'fp.get<int>'],
    ['dtfp_onplIiE', 'fp.operator+<int>'],
    ['cldtfp_dnT_E', 'fp.~int()'],
    ['cldtfp_dn3BoxIiEE', 'fp.~Box<int>()'],
    ['cl1gfp_Li1EE', 'g(fp, 1)'],
    ['clgs1gE', '::g()'],
    ['cvifp_', '(int)(fp)'],
    ['cvT__fp_Li1EE', '(int)(fp, 1)'],
    ['scPT_fp_', 'static_cast<int*>(fp)'],
    ['rcPKcfp_', 'reinterpret_cast<char const*>(fp)'],
    ['ccRifp_', 'const_cast<int&>(fp)'],
    ['dcP4Songfp_', 'dynamic_cast<Song*>(fp)'],
    ['stT_', 'sizeof (int)'],
    ['szfp_', 'sizeof (fp)'],
    ['atT_', 'alignof (int)'],
    ['azfp_', 'alignof (fp)'],
    ['tiT_', 'typeid (int)'],
    ['tefp_', 'typeid (fp)'],
    ['nxfp_', 'noexcept (fp)'],
    ['nw_T_E', 'new int'],
    ['gsnwfp__T_piLi1EE', '::new(fp) int(1)'],
    ['na_T_E', 'new[] int'],
    ['nw_T_ilLi1EE', 'new int{1}'],
    ['dlfp_', 'delete fp'],
    ['gsdafp_', '::delete[] fp'],
    ['ilLi1ELi2EE', '{1, 2}'],
    ['tl3BoxIT_ELi1EE', 'Box<int>{1}'],
    ['tr', 'throw'],
    ['twfp_', 'throw fp'],
    ['fpT', 'this'],
    ['fL0p_', 'fp'],
    ['fL1pK0_', 'fp0'],
    ['srT_3len', 'int::len'],
    ['srNT_4type4flagE3len', 'int::type::flag::len'],
    ['sr5audio5MixerE3len', 'audio::Mixer::len'],
    ['gssr5audioE3len', '::audio::len'],
    ['srSt5tupleIT_E3len', 'std::tuple<int>::len'],
    ['u7builtinT_E', 'builtin(int)'],
    ['u8__uuidoftT_', '__uuidof(int)'],
    ['u8__uuidofzfp_', '__uuidof(fp)'],
    [
      'rqXplfp_Li1ENR5SmallTNT_4typeEQL_Z2okEE',
      'requires { {fp + 1} noexcept -> Small; typename int::type; requires ok; }',
    ],
    ['rQT__Xfp_E', 'requires (int) { fp; }'],
  ])('%s', (expression, readable) => {
    expect(demangleCxx(`_Z1fIicEDT${expression}Ei`)).toBe(`decltype(${readable}) f<int, char>(int)`);
  });

  it.each([
    ['sZT_', 'sizeof...(int, char)'],
    ['sZfp_', 'sizeof... (fp)'],
    ['sPDpT_iE', 'sizeof... (int, char, int)'],
    ['cl1gspfp_E', 'g(fp...)'],
    ['cl1gspplT_Li1EE', 'g(int + 1, char + 1)'],
    ['flplT_', '(... + (int, char))'],
    ['frplT_', '((int, char) + ...)'],
    ['fLplLi0ET_', '(0 + ... + (int, char))'],
    ['fRplT_Li0E', '((int, char) + ... + 0)'],
    ['frpmT_', '((int, char) ->* ...)'],
  ])('of packs: %s', (expression, readable) => {
    expect(demangleCxx(`_Z1fIJicEEDT${expression}Ei`)).toBe(`decltype(${readable}) f<int, char>(int)`);
  });
});

names('constraints', [
  ['of a template', '_Z1fIiQ5SmallIT_EEvT_', 'void f<int>(int)'],
  ['enable_if', '_Z1fUa9enable_ifIXgtfL0p_Li3EEEi', 'f(int) [enable_if:fp > 3]'],
]);

describe('what is no C++ name', () => {
  it.each([
    ['no prefix', 'tick'],
    ['prefix alone', '_Z'],
    ['five underscores', '_____Z4tickv_block_invoke'],
    ['unfinished', '_ZN4tick'],
    ['text behind the name', '_Z4tickvE'],
    ['identifier beyond the end', '_Z9tickv'],
    ['identifier of no length', '_Z0v'],
    ['substitution of nothing', '_Z4tickS_'],
    ['template parameter of nothing', '_Z4tickT_'],
    ['constructor outside of a class', '_ZC1v'],
    ['arguments of arguments', '_ZN3BoxIiEIcE1fEv'],
    ['unknown operator', '_Zzzv'],
    ['cast as a name', '_Zscv'],
    ['unknown type', '_Z4tickDz'],
    ['block without its suffix', '___Z4tickv'],
    ['float of another size', '_Z1fILf3fc0EEvv'],
    ['length that cuts a letter in half', '_Z1öv'],
  ])('%s', (_, name) => {
    expect(demangleCxx(name)).toBeNull();
  });
});

it('counts the length of identifiers in bytes of UTF-8', () => {
  expect(demangleCxx('_Z5größePi')).toBeNull();
  expect(demangleCxx('_Z7größeP6日本')).toBe('größe(日本*)');
});
