/** Finding by keyboard: filters and their tokens, saved views, the search of all crashes, and the one inside a stack. */
import type { Locator, Page } from '@playwright/test';
import { addSamples, expectAccessible, frames, picture, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';

test.beforeEach(async ({ window }) => {
  await addSamples(window);
});

const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Crashes' });
const menu = (page: Page): Locator => page.getByRole('dialog', { name: 'Filter' });
const tokens = (page: Page): Locator => page.getByRole('list', { name: 'Filters' });
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search crashes' });

/** The head, once it says so many crashes. */
const crashes = (page: Page, number: number): Locator =>
  page.getByRole('status').filter({ hasText: new RegExp(`· ${number} crash`) });

/** What the head says: signatures in the view. */
async function expectNumber(page: Page, number: number): Promise<void> {
  const noun = number === 1 ? '1 signature' : `${number} signatures`;
  await expect(page.getByRole('status').filter({ hasText: noun })).toBeVisible();
  await expect(rows(page)).toHaveCount(number);
}

/** Chooses in the filter menu by typing, as a person in a hurry. */
async function filterBy(page: Page, words: string): Promise<void> {
  await page.keyboard.press('f');
  await expect(menu(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(menu(page).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

test.describe('filters', () => {
  test('are found by typing, counted, combined and taken away, all by keyboard', async ({ window }) => {
    await list(window).focus();
    await window.keyboard.press('f');
    await expect(menu(window).getByRole('combobox', { name: 'Filter by' })).toBeFocused();
    await window.keyboard.type('iphone');
    const offered = menu(window).getByRole('option', { name: /^Device: iPhone/ });
    await expect(offered.first()).toHaveText(/^Device: iPhone .*\d+$/);
    const countOf = async (at: number): Promise<number> =>
      Number(await offered.nth(at).locator('span').last().textContent());
    const [first, second] = [await countOf(0), await countOf(1)];
    await window.keyboard.press('Enter');
    await expect(offered.first()).toHaveAttribute('aria-selected', 'true');
    await expect(crashes(window, first)).toBeVisible();
    // Several values of a criterion mean any of them.
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await expect(menu(window).getByRole('option', { selected: true })).toHaveCount(2);
    await expect(crashes(window, first + second)).toBeVisible();
    await window.keyboard.press('Escape');
    await expect(menu(window)).toBeHidden();
    await expect(list(window)).toBeFocused();
    await expect(
      tokens(window).getByRole('button', { name: /^Change filter Device: iPhone .*, iPhone/ }),
    ).toBeVisible();

    await filterBy(window, 'platform ios');
    await window.keyboard.press('Escape');
    await expect(list(window)).toBeFocused();
    await window.keyboard.press('Shift+Tab');
    await expect(window.getByRole('button', { name: 'Clear' })).toBeFocused();
    const remove = tokens(window).getByRole('button', { name: /^Change filter Device/ });
    await remove.focus();
    await window.keyboard.press('Delete');
    await expect(remove).toHaveCount(0);
    await expect(tokens(window).getByRole('button', { name: /^Change filter Platform/ })).toBeFocused();
  });

  test('of one criterion are chosen one after the other, and Backspace goes back to all', async ({ window }) => {
    await list(window).focus();
    await window.keyboard.press('f');
    await expect(menu(window).getByRole('option', { name: 'Device' })).toBeVisible();
    const criteria = menu(window).getByRole('option');
    const wanted = (await criteria.allTextContents()).findIndex((text) => text === 'OS');
    for (let step = 0; step < wanted; step += 1) await window.keyboard.press('ArrowDown');
    await window.keyboard.press('ArrowRight');
    await expect(menu(window).getByRole('combobox', { name: 'OS' })).toBeFocused();
    await expect(criteria.first()).toHaveText(/^\w+ [\d.]+\d+$/);
    await window.keyboard.press('Backspace');
    await expect(menu(window).getByRole('combobox', { name: 'Filter by' })).toBeFocused();
    await expectAccessible(window);
  });

  test('count what choosing them shows', async ({ window }) => {
    await list(window).focus();
    for (const criterion of ['Kind', 'Platform', 'Symbols']) {
      await window.keyboard.press('f');
      await window.keyboard.type(criterion);
      const first = menu(window).getByRole('option').first();
      await expect(first).toHaveText(new RegExp(`^${criterion}: .*\\d$`));
      const count = Number((await first.textContent())?.match(/(\d+)$/)?.[1]);
      await window.keyboard.press('Enter');
      await window.keyboard.press('Escape');
      await expect(crashes(window, count)).toBeVisible();
      await tokens(window).getByRole('button', { name: 'Clear' }).click();
    }
  });

  test('take a range of days of one’s own', async ({ window }) => {
    const all = await rows(window).count();
    await list(window).focus();
    await window.keyboard.press('f');
    await menu(window).getByRole('option', { name: 'Date' }).click();
    await menu(window).getByLabel('From').fill('2026-11-01');
    await menu(window).getByLabel('To').fill('2026-11-10');
    await menu(window).getByRole('button', { name: 'Show' }).click();
    await expect(tokens(window).getByRole('button', { name: 'Change filter 1 Nov 2026 – 10 Nov 2026' })).toBeVisible();
    await expect.poll(async () => rows(window).count()).toBeLessThan(all);
    await tokens(window).getByRole('button', { name: 'Change filter 1 Nov 2026 – 10 Nov 2026' }).click();
    await expect(menu(window).getByLabel('From')).toHaveValue('2026-11-01');
  });

  test('go from the empty search field by Backspace, the last one first', async ({ window }) => {
    await window
      .getByRole('navigation')
      .getByRole('button', { name: /^2\.0\.5/ })
      .click();
    await expect(tokens(window).getByRole('listitem')).toHaveCount(4);
    await window.keyboard.press('Control+Shift+f');
    await expect(search(window)).toBeFocused();
    for (const left of ['Version', 'App']) {
      await window.keyboard.press('Backspace');
      await expect(
        tokens(window)
          .getByRole('button', { name: /^Change filter/ })
          .last(),
      ).toHaveText(new RegExp(left));
    }
    await window.keyboard.press('Backspace');
    await expect(tokens(window)).toHaveCount(0);
  });

  test('that leave nothing over say so and are cleared', async ({ window }) => {
    const all = await rows(window).count();
    await list(window).focus();
    await filterBy(window, 'regressed');
    await expect(window.getByRole('heading', { name: 'Nothing matches the filters' })).toBeVisible();
    await expectAccessible(window);
    await window.getByRole('button', { name: 'Clear Filters' }).press('Enter');
    await expectNumber(window, all);
    await expect(list(window)).toBeFocused();
  });

  test('say what each empty place is empty of', async ({ window }) => {
    const go = async (name: RegExp): Promise<void> =>
      window.getByRole('navigation').getByRole('button', { name }).click();
    await go(/^Ignored/);
    await expect(window.getByRole('heading', { name: 'Nothing is ignored' })).toBeVisible();
    await go(/^Done/);
    await expect(window.getByRole('heading', { name: 'Nothing is done yet' })).toBeVisible();
    await go(/^All/);
    await expect(rows(window).first()).toBeVisible();
  });
});

test('the list is sorted in every order', async ({ window }) => {
  const sort = window.getByRole('button', { name: /^Sort by/ });
  for (const label of ['First seen', 'Share', 'Devices', 'Priority', 'Trend', 'Title', 'Count']) {
    await sort.click();
    await window.getByRole('menuitemcheckbox', { name: label }).click();
    await expect(sort).toHaveText(label);
    await expect(rows(window).first()).toBeVisible();
  }
  const counts = await rows(window).evaluateAll((options) =>
    options.map((option) => Number(option.textContent?.match(/(\d+) crash/)?.[1])),
  );
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
});

test.describe('saved views', () => {
  const views = (page: Page): Locator => page.getByRole('navigation').getByRole('button', { name: /^Waiting/ });

  async function save(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Save View…' }).click();
    await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }

  test('are saved, counted, opened, renamed, deleted and brought back', async ({ window }) => {
    await list(window).focus();
    await filterBy(window, 'symbols waiting');
    await window.keyboard.press('Escape');
    await expect(window.getByRole('option').filter({ hasNotText: 'no symbols' })).toHaveCount(0);
    const number = await rows(window).count();
    await save(window, 'Waiting');
    await expect(views(window)).toHaveText(`Waiting${number}`);
    await expect(views(window)).toHaveAttribute('aria-current', 'page');
    await expect(views(window)).toBeFocused();
    await expectAccessible(window);
    await picture(window, 'saved-view-light');

    await window
      .getByRole('navigation')
      .getByRole('button', { name: /^Crashes/ })
      .click();
    await expect(tokens(window)).toHaveCount(0);
    await views(window).press('Enter');
    await expectNumber(window, number);
    await expect(tokens(window).getByRole('button', { name: /^Change filter Symbols/ })).toBeVisible();

    await views(window).click({ button: 'right' });
    await window.getByRole('menuitem', { name: 'Rename…' }).click();
    await window.getByRole('textbox', { name: 'Name of the view' }).fill('Waiting for dSYMs');
    await window.keyboard.press('Enter');
    await expect(views(window)).toContainText('Waiting for dSYMs');

    await window.getByRole('button', { name: 'Actions for Waiting for dSYMs' }).press('Enter');
    await window.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await expect(views(window)).toHaveCount(0);
    await window.getByRole('button', { name: 'Undo' }).click();
    await expect(views(window)).toContainText('Waiting for dSYMs');

    await window.reload();
    await expect(views(window)).toHaveText(`Waiting for dSYMs${number}`);
  });

  test('are not saved when the name is left by Escape', async ({ window }) => {
    await list(window).focus();
    await filterBy(window, 'unseen');
    await window.getByRole('button', { name: 'Save View…' }).click();
    await window.keyboard.type('Never');
    await window.keyboard.press('Escape');
    await expect(window.getByRole('textbox', { name: 'Name of the view' })).toHaveCount(0);
    await expect(window.getByRole('navigation')).not.toContainText('Never');
  });
});

test.describe('the search of all crashes', () => {
  test('marks its words, counts what it found in the crash, and leads to the frame', async ({ window }) => {
    await window.keyboard.press('Control+Shift+f');
    await window.keyboard.type('check(index');
    await expectNumber(window, 1);
    await expect(rows(window).first().locator('mark')).toHaveText('check(index');
    await window.keyboard.press('Enter');
    await expect(list(window)).toBeFocused();
    await window.keyboard.press('Home');
    const strip = window.getByRole('region', { name: 'Matches of the search' });
    await expect(strip).toContainText(/\d+ match/);
    await expectAccessible(window);
    await picture(window, 'search-light');
    await strip.getByRole('button').first().click();
    await expect(window.getByRole('textbox', { name: 'Find in stack' })).toHaveValue(/check\(index/i);
    await expect(window.locator('[data-frame][data-found]')).toContainText('check(index');
  });

  test('finds what stands in a frame far down', async ({ window }) => {
    await window.keyboard.press('Control+Shift+f');
    await window.keyboard.type('updatevisible');
    await expect(rows(window).first()).toContainText('FeedModel');
    await expect.poll(async () => rows(window).count()).toBeLessThan(4);
  });
});

test.describe('find in the stack', () => {
  test.beforeEach(async ({ window }) => {
    await rows(window).filter({ hasText: 'FeedModel' }).first().click();
    await expect(title(window)).toContainText('FeedModel');
    await window.keyboard.press('Control+f');
    await expect(field(window)).toBeFocused();
  });

  const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Find in stack' });
  const bar = (page: Page): Locator => page.getByRole('search', { name: 'Find in stack' });
  const current = (page: Page): Locator => page.locator('mark[data-current]');

  test('counts matches, goes on and back and round, and unfolds what it goes to', async ({ window }) => {
    const before = await frames(window).count();
    await window.keyboard.type('cfrunloop');
    await expect(bar(window)).toContainText(/1 of \d+/);
    const total = Number((await bar(window).textContent())?.match(/of (\d+)/)?.[1]);
    expect(total).toBeGreaterThan(2);
    expect(await frames(window).count()).toBeGreaterThan(before);
    await expect(window.locator('mark')).toHaveCount(total);
    await expect(current(window)).toHaveCount(1);
    await window.keyboard.press('Enter');
    await expect(bar(window)).toContainText(`2 of ${total}`);
    await window.keyboard.press('Control+g');
    await expect(bar(window)).toContainText(`3 of ${total}`);
    await window.keyboard.press('Control+Shift+g');
    await window.keyboard.press('Shift+Enter');
    await window.keyboard.press('Shift+Enter');
    await expect(bar(window)).toContainText(`${total} of ${total}`);
    await expect(current(window)).toBeInViewport();
    await expectAccessible(window);
    await picture(window, 'find-light');
  });

  test('is left by Escape at the line it found, which stays unfolded', async ({ window }) => {
    await window.keyboard.type('cfrunloop');
    await expect(current(window)).toBeVisible();
    await window.keyboard.press('Escape');
    await expect(bar(window)).toHaveCount(0);
    await expect(window.locator('[data-frame]:focus')).toContainText(/CFRunLoop/i);
    await expect(window.locator('mark')).toHaveCount(0);
    await window.keyboard.press('Control+g');
    await expect(field(window)).toHaveValue('cfrunloop');
  });

  test('opens collapsed threads that hold a match', async ({ window }) => {
    await window.getByRole('tab', { name: /^Threads/ }).click();
    const open = window.getByRole('button', { name: /^Thread \d+/, expanded: true });
    await expect(open).toHaveCount(1);
    await field(window).fill('workq');
    await expect(bar(window)).toContainText(/1 of \d+/);
    await expect(current(window)).toBeInViewport();
    expect(await open.count()).toBeGreaterThan(1);
  });

  test('says when nothing matches', async ({ window }) => {
    await window.keyboard.type('nowhere at all');
    await expect(bar(window)).toContainText('No matches');
  });

  test('takes the selected words', async ({ window }) => {
    await window.keyboard.press('Escape');
    await frames(window).filter({ hasText: 'FeedModel.row(at:)' }).first().focus();
    await window.keyboard.press('Control+e');
    await expect(field(window)).toHaveValue('FeedModel.row(at:)');
    await expect(current(window)).toHaveText('FeedModel.row(at:)');
  });
});

test('PageDown, PageUp and the beginning of a title move the selection', async ({ window }) => {
  await window.setViewportSize({ width: 1440, height: 420 });
  await list(window).focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('PageDown');
  const paged = Number(await selectedRow(window).getAttribute('aria-posinset'));
  expect(paged).toBeGreaterThan(2);
  await expect(selectedRow(window)).toBeInViewport();
  await window.keyboard.press('PageUp');
  await expect(selectedRow(window)).toHaveAttribute('aria-posinset', '1');
  // A capital letter that is no command begins a title.
  await window.keyboard.press('Shift+S');
  await window.keyboard.press('y');
  await expect(selectedRow(window)).toContainText(/^(Unread, )?SyncEngine.migrateStore/);
  await expect(window.getByRole('status').filter({ hasText: 'signatures' })).toBeVisible();
  await window.keyboard.press("'");
  await window.keyboard.type('harbor::', { delay: 40 });
  await expect(selectedRow(window)).toContainText('harbor::search');
});

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [900, 600],
    [1600, 1000],
  ] as const) {
    test(`looks finished and is accessible in ${theme} at ${width} × ${height}`, async ({ window }) => {
      await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await window.setViewportSize({ width, height });
      await list(window).focus();
      await filterBy(window, 'iphone');
      await window.keyboard.press('Escape');
      await window.keyboard.press('Control+Shift+f');
      await window.keyboard.type('check(index');
      await expect(rows(window)).toHaveCount(1);
      await window.keyboard.press('Enter');
      await window.keyboard.press('Home');
      await expect(title(window)).toContainText('FeedModel');
      await window.keyboard.press('Control+f');
      await window.keyboard.type('ui');
      await expect(window.locator('mark[data-current]')).toBeVisible();
      await expectAccessible(window);
      await picture(window, `find-${theme}-${width}`);
      await window.keyboard.press('Escape');
      await list(window).focus();
      await window.keyboard.press('f');
      await expect(menu(window).getByRole('option').first()).toBeVisible();
      await expectAccessible(window);
      await picture(window, `filter-${theme}-${width}`);
    });
  }
}
