import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../shared/signature/normalise.ts';

describe('normalise', () => {
  it.each([
    ['closures by number', 'closure #1 in Feed.load()', 'closure #7 in Feed.load()'],
    ['closures in closures', 'closure #1 in closure #2 in Feed.load()', 'closure #3 in closure #1 in Feed.load()'],
    ['partial application', 'partial apply for closure #1 in Feed.load()', 'closure #1 in Feed.load()'],
    ['pieces of an async function', '(2) await resume partial function for Feed.load()', 'Feed.load()'],
    ['specialisations', 'specialized Feed.sort<A>(by:)', 'Feed.sort(by:)'],
    [
      'specialisations in full',
      'generic specialization <Harbor.Row> of Harbor.Feed.sort<A>(by: A) -> ()',
      'Feed.sort(by:)',
    ],
    ['generic arguments', 'Cache<Swift.Array<Swift.Int>>.value(for:)', 'Cache<A>.value(for:)'],
    [
      'the full and the simplified style of Swift',
      'Harbor.Feed.row(at: Swift.Int, Swift.Bool) async throws -> Harbor.Row',
      'Feed.row(at:_:)',
    ],
    ['types of variables', 'Harbor.UserManager.currentUser.getter : Harbor.User?', 'UserManager.currentUser.getter'],
    [
      'private discriminators',
      'Harbor.Feed.(row in _0123456789ABCDEF0123456789ABCDEF)(at: Swift.Int) -> ()',
      'Feed.row(at:)',
    ],
    ['extensions', '(extension in Harbor):Swift.Array.chunks(of: Swift.Int) -> [[A]]', 'Array.chunks(of:)'],
    ['entry points for Objective-C', '@objc AppDelegate.tap(_:)', 'AppDelegate.tap(_:)'],
    ['allocating initialisers', 'Feed.__allocating_init(url:)', 'Feed.init(url:)'],
    ['local functions by number', 'helper #1 (x:) in Feed.load()', 'helper #2 (x:) in Feed.load()'],
    ['blocks by number', '__42-[Feed load:]_block_invoke_2', '__42-[Feed load:]_block_invoke.57'],
    ['split-off cold code', 'harbor::load(int) (.cold.1)', 'harbor::load(int)'],
    ['cold code of C', 'load_feed.cold.2', 'load_feed'],
    ['link-time optimisation', 'load_feed (.llvm.1234567890)', 'load_feed'],
    ['ABI tags', 'harbor::find[abi:ne200100](int)', 'harbor::find(int)'],
    ['inline namespaces', 'harbor::run(std::__1::string const&)', 'harbor::run(std::string const&)'],
    ['wordings of the anonymous namespace', '_GLOBAL__N_1::run(int)', '(anonymous namespace)::run(int)'],
    ['lambdas by number', 'load()::$_0::operator()() const', 'load()::$_12::operator()() const'],
    ['hashes of Rust', 'harbor::feed::load::h0123456789abcdef', 'harbor::feed::load::hfedcba9876543210'],
    ['marks of inlining', 'Feed.load() [inlined]', 'Feed.load()'],
    ['thunks', 'non-virtual thunk to harbor::Feed::load()', 'harbor::Feed::load()'],
    [
      'generic structs under Rust traits',
      '<harbor::Feed<u8> as core::Iterator>::next',
      '<harbor::Feed<u16> as core::Iterator>::next',
    ],
  ])('does not see %s', (_, one, other) => {
    expect(normalise(one, 'Harbor')).toBe(normalise(other, 'Harbor'));
  });

  it.each([
    ['Feed.load()', 'Feed.reload()'],
    ['closure #1 in Feed.load()', 'Feed.load()'],
    ['-[Feed load]', '+[Feed load]'],
    ['-[Feed load]', '__12-[Feed load]_block_invoke'],
    ['static Version.< infix(_:_:)', 'static Version.> infix(_:_:)'],
    ['static Version.< infix(_:_:)', 'static Version.<= infix(_:_:)'],
    ['operator<<(harbor::Out&, int)', 'operator<(harbor::Out&, int)'],
    ['harbor::Pointer::operator->() const', 'harbor::Pointer::operator*() const'],
    ['harbor::load(int)', 'harbor::load(char const*)'],
    ['Feed.row(at:)', 'Feed.row(for:)'],
    ['<harbor::Feed as harbor::Load>::load', '<harbor::Cache as harbor::Load>::load'],
    [
      'protocol witness for Store.load() in conformance Disk',
      'protocol witness for Store.load() in conformance Memory',
    ],
  ])('keeps %s apart from %s', (one, other) => {
    expect(normalise(one, 'Harbor')).not.toBe(normalise(other, 'Harbor'));
  });

  it.each([
    '-[__NSArrayM objectAtIndex:]',
    '-[NSManagedObject .cxx_destruct]',
    '<deduplicated_symbol>',
    'main',
    '__cxa_throw',
    '(anonymous namespace)::run(int)',
    '$s6Harbor4FeedC4loadyyF',
    'Timer.resume',
    'Feed.part',
  ])('leaves %s as it is', (name) => {
    expect(normalise(name)).toBe(name);
  });

  it('survives names that were cut, and ones that never end', () => {
    expect(normalise('harbor::Grid<std::vector<int')).toBe('harbor::Grid');
    expect(normalise('('.repeat(1_000_000)).length).toBeLessThanOrEqual(4096);
    expect(normalise('<'.repeat(1_000_000)).length).toBeLessThanOrEqual(4096);
    expect(normalise(`a.b${'(x:'.repeat(100_000)}`).length).toBeLessThanOrEqual(4096);
  });
});
