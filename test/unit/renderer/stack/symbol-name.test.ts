import { describe, expect, it } from 'vitest';
import { shortSymbol } from '../../../../renderer/stack/symbol-name.ts';

describe('a function’s name on a line', () => {
  it.each([
    ['Harbor.FeedModel.check(index: Swift.Int) -> ()', 'FeedModel.check(index: Int)'],
    ['Harbor.Net.load(Swift.String) throws -> Foundation.Data', 'Net.load(String)'],
    ['Harbor.Net.each((Swift.Int) -> Swift.Bool) -> ()', 'Net.each((Int) -> Bool)'],
    ['closure #1 () -> () in Harbor.Net.fetch() -> ()', 'closure #1 ()'],
    ['static Harbor.AppDelegate.$main() -> ()', 'static AppDelegate.$main()'],
    ['Harbor.User.avatarURL.getter : Foundation.URL', 'User.avatarURL.getter : Foundation.URL'],
  ])('leaves out what the reader knows: %s', (symbol, short) => {
    expect(shortSymbol(symbol, 'Harbor')).toBe(short);
  });

  it.each([
    '-[UIViewController loadViewIfRequired]',
    'std::__1::vector<Tile>::at(unsigned long) const',
    '$ss17_assertionFailure',
    'main',
    'start',
  ])('leaves other languages alone: %s', (symbol) => {
    expect(shortSymbol(symbol, 'Harbor')).toBe(symbol);
  });

  it('does not take a part of a longer name for the module', () => {
    expect(shortSymbol('OtherHarbor.Model.x()', 'Harbor')).toBe('OtherHarbor.Model.x()');
    expect(shortSymbol('A.Harbor.x()', 'Harbor')).toBe('A.Harbor.x()');
  });

  it('copes with an image whose name is no module', () => {
    expect(shortSymbol('Swift.Array.map()', 'lib(weird)+.dylib')).toBe('Array.map()');
    expect(shortSymbol('Swift.Array.map()', null)).toBe('Array.map()');
  });
});
