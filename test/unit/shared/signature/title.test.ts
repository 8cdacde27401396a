import { describe, expect, it } from 'vitest';
import { functionName, titleOf } from '../../../../shared/signature/title.ts';

describe('titleOf', () => {
  it.each([
    ['UserManager.currentUser.getter', 'UserManager.currentUser.getter'],
    ['Harbor.NetworkService.fetchData() -> Foundation.Data', 'NetworkService.fetchData()'],
    ['static SyncEngine.bootstrap()', 'SyncEngine.bootstrap()'],
    ['closure #1 in Feed.load(url:)', 'closure in Feed.load(url:)'],
    ['-[FeedController tableView:cellForRowAtIndexPath:]', '-[FeedController tableView:cellForRowAtIndexPath:]'],
    ['harbor::Grid<int>::at(unsigned long) const', 'harbor::Grid::at'],
    ['void harbor::sort<int*>(int*, int*)', 'harbor::sort'],
    ['void (anonymous namespace)::Grid<int>::at(unsigned long) const', '(anonymous namespace)::Grid::at'],
    ['std::ostream& harbor::operator<< <char>(std::ostream&)', 'harbor::operator<<'],
    ['load_feed', 'load_feed'],
    ['Feed.init(identifier:title:subtitle:imageURL:publishedAt:author:)', 'Feed.init(identifier:…)'],
  ])('shows %s as %s', (symbol, title) => {
    expect(titleOf(symbol, 'Harbor')).toBe(title);
  });

  it('fits into a row', () => {
    expect(titleOf(`-[Feed ${'x'.repeat(500)}:]`, 'Harbor')).toHaveLength(100);
  });
});

describe('functionName', () => {
  it.each([
    ['std::terminate()', 'std::terminate'],
    ['_assertionFailure(_:_:file:line:flags:)', '_assertionFailure'],
    ['abort', 'abort'],
    ['-[NSException raise]', '-[NSException raise]'],
    ['harbor::Call::operator()(int) const', 'harbor::Call::operator()'],
  ])('of %s is %s', (name, bare) => {
    expect(functionName(name)).toBe(bare);
  });
});
