/** Which names are Swift's, how identifiers are put together, and what hostile names may cost. */
import { describe, expect, it } from 'vitest';
import { demangleSwift } from '../../../../shared/demangle/swift.ts';

describe('prefixes', () => {
  it.each(['$s', '_$s', '__$s', '$S', '_$S', '$e', '_$e', '_T0', '__T0'])('%s', (prefix) => {
    expect(demangleSwift(`${prefix}4Main4ViewCfd`)).toBe('Main.View.deinit');
  });

  it.each([
    ['@__swiftmacro_4Main4ViewCfd', 'Main.View.deinit'],
    ['_@__swiftmacro_4Main4ViewCfd', 'Main.View.deinit'],
    ['_TtC4Main4View', 'Main.View'],
    ['__TtC4Main4View', 'Main.View'],
    ['_T04Main4loadySS4from_tF', 'Main.load(from: Swift.String) -> ()'],
    ['async_Main', 'async main entry point'],
    ['_async_MainTQ0_', '(1) await resume partial function for async main entry point'],
  ])('%s', (name, expected) => {
    expect(demangleSwift(name)).toBe(expected);
  });
});

describe('what is no Swift name', () => {
  it.each([
    '',
    '_',
    '$',
    '$s',
    '_$s',
    '_T',
    '_T0',
    '_Tt',
    'main',
    '_main',
    '_ZN4Main4loadEv',
    '_R4load',
    '-[NSArray objectAtIndex:]',
    '+[UIView layerClass]',
    '_OBJC_CLASS_$_UIView',
    'objc_msgSend',
    '$sno such name',
    '4Main4ViewC',
    'héllo',
    's4Main4ViewC',
  ])('%j', (name) => {
    expect(demangleSwift(name)).toBeNull();
    expect(demangleSwift(name, { simplified: true })).toBeNull();
  });
});

describe('suffixes nobody mangled', () => {
  it.each([
    ['.resume.0', '.resume.0'],
    ['.cold.1', '.cold.1'],
    ['.17', '.17'],
    ['."\\', '.\\"\\\\'],
    ['.\t\n\r\0', '.\\t\\n\\r\\0'],
    ['.\x7fé', '.\\x7F\\xC3\\xA9'],
  ])('%j', (suffix, quoted) => {
    const name = `$s4Main4ViewCfd${suffix}`;
    expect(demangleSwift(name)).toBe(`Main.View.deinit with unmangled suffix "${quoted}"`);
    expect(demangleSwift(name, { simplified: true })).toBe('View.deinit');
  });
});

describe('identifiers', () => {
  it('repeats words of earlier identifiers', () => {
    // Words: Photo, Library, Manager. `a` stands for the first and goes on, an upper case letter ends.
    expect(demangleSwift('$s12PhotoLibrary0aB7ManagerC')).toBe('PhotoLibrary.PhotoLibraryManager');
    expect(demangleSwift('$s12PhotoLibrary0B5PhotoC')).toBe('PhotoLibrary.LibraryPhoto');
    expect(demangleSwift('$s12PhotoLibrary02MyA0C')).toBe('PhotoLibrary.MyPhoto');
    expect(demangleSwift('$s12PhotoLibrary0aC0C')).toBeNull();
  });

  it('splits words at underscores and where upper case begins', () => {
    expect(demangleSwift('$s12photo_HTTPIO0A3SetV')).toBe('photo_HTTPIO.photoSet');
    expect(demangleSwift('$s12photo_HTTPIO0B3SetV')).toBe('photo_HTTPIO.HTTPIOSet');
    expect(demangleSwift('$s12photo_HTTPIO0C3SetV')).toBeNull();
  });

  it('refers back to what it has seen', () => {
    expect(demangleSwift('$s4Main5PointVACVAAC')).toBeNull();
    expect(demangleSwift('$s4Main5PointV3addyA2C_ACtF')).toBe('Main.Point.add(Main.Point, Main.Point) -> Main.Point');
    expect(demangleSwift('$s4Main5PointV3addyAcC_ACtF')).toBe('Main.Point.add(Main.Point, Main.Point) -> Main.Point');
    expect(demangleSwift('$s4Main5PointV3addyAZF')).toBeNull();
  });

  it('refers back beyond the alphabet', () => {
    // Labels are remembered: 27 of them, and `A_` is the first that no letter stands for.
    const labels = Array.from({ length: 27 }, (_, index) => `label${String.fromCharCode(65 + index)}`);
    const elements = labels.map((label, index) => `Si${label.length}${label}${index === 0 ? '_' : ''}`).join('');
    const written = labels.map((label) => `${label}: Swift.Int`).join(', ');
    expect(demangleSwift(`$s${elements}tA_`)).toBe(`(${written})${labels.at(-1)}`);
    expect(demangleSwift(`$s${elements}tA0_`)).toBeNull();
  });

  it('decodes Punycode', () => {
    expect(demangleSwift('$s4Main009bcher_kvayyF')).toBe('Main.bücher() -> ()');
    expect(demangleSwift('$s4Main0010mnchen_DyayyF')).toBe('Main.münchen() -> ()');
    expect(demangleSwift('_TtC4MainX9bcher_kva')).toBe('Main.bücher');
    expect(demangleSwift('$s4Main009bcher_k!ayyF')).toBeNull();
    expect(demangleSwift('$s4Main008bcher_kvyyF')).toBeNull();
  });

  it('counts bytes, not characters, in names that were not encoded', () => {
    expect(demangleSwift('_TtC4Main6Größe')).toBe('Main.Größ with unmangled suffix "e"');
    expect(demangleSwift('_TtC4Main7Größe')).toBe('Main.Größe');
    expect(demangleSwift('_TtC4Main4😀')).toBe('Main.😀');
  });
});

describe('hostile names', () => {
  const fill = (unit: string): string => unit.repeat(Math.floor(65_000 / unit.length));

  it('refuses names longer than any real one', () => {
    expect(demangleSwift(`$s${'Sg'.repeat(40_000)}`)).toBeNull();
  });

  it('writes no more than so deep', () => {
    expect(demangleSwift(`$sSi${'Sg'.repeat(2_000)}`)).toContain('<<too complex>>');
    expect(demangleSwift(`_Tt${'M'.repeat(2_000)}Si`)).toBeNull();
  });

  it('gives up on text that grows without end', () => {
    let name = '$sSDyS2iG';
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXY') name += `SDyA2${letter}G`;
    expect(demangleSwift(`${name}D`)).toBeNull();
  });

  it.each([
    ['repeated substitutions', `$s${fill('S2048i')}`],
    ['repeated words', `$s10abcdefghij${fill('0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA0')}`],
    ['one long Punycode identifier', `$s0064000${'a'.repeat(64_000)}`],
    ['argument counts', `_Ttu${fill('9_')}rT_`],
    ['nested contexts', `$s1a1bV${fill('1cV')}`],
    ['statics', `$s1a1bSivp${fill('Z')}`],
    ['partial applications', `$s1a1byyF${fill('TA')}`],
    ['dropped arguments', `$s1aTf4${fill('d')}_n`],
    ['old functions', `_TF${fill('F')}`],
    ['old generics', `_Tt${fill('GSq')}`],
  ])('takes little time over %s', (_, name) => {
    const start = performance.now();
    const written = demangleSwift(name);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(written?.length ?? 0).toBeLessThanOrEqual(65_536);
  });
});
