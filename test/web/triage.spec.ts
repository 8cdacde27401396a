/** Deciding about crashes, by the keyboard alone. */
import type { Locator, Page } from '@playwright/test';
import { addSamples, expectAccessible, picture, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';

/** Rows that are selected. */
function chosen(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Crashes' }).getByRole('option', { selected: true });
}

function notice(page: Page, words: string | RegExp): Locator {
  return page.locator('[aria-live="polite"]').getByText(words);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The ids of the rows in the list, in order. */
async function ids(page: Page): Promise<readonly string[]> {
  const all = await rows(page).all();
  return Promise.all(all.map(async (row) => (await row.getAttribute('data-signature')) ?? ''));
}

test.beforeEach(async ({ window }) => {
  await addSamples(window);
  await press(window, 'Control+2', 'Home');
  await expect(rows(window).first()).toHaveAttribute('aria-selected', 'true');
});

test('Shift extends, Escape goes back to one, Control A takes all', async ({ window }) => {
  const total = await rows(window).count();
  await press(window, 'Shift+J', 'Shift+ArrowDown');
  await expect(chosen(window)).toHaveCount(3);
  await expect(window.getByRole('heading', { name: '3 crashes selected' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Mark 3 as Done' })).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'several-light');
  await press(window, 'Shift+K');
  await expect(chosen(window)).toHaveCount(2);
  await press(window, 'Escape');
  await expect(chosen(window)).toHaveCount(1);
  await expect(title(window)).toBeVisible();
  await press(window, 'Control+a');
  await expect(chosen(window)).toHaveCount(total);
  await expect(window.getByRole('heading', { name: `${total} crashes selected` })).toBeVisible();
  await press(window, 'j');
  await expect(chosen(window)).toHaveCount(1);
});

test('Control and a press add one, Shift and a press add all between', async ({ window }) => {
  await rows(window).nth(1).click();
  await rows(window)
    .nth(3)
    .click({ modifiers: ['Control'] });
  await expect(chosen(window)).toHaveCount(2);
  await rows(window)
    .nth(5)
    .click({ modifiers: ['Shift'] });
  await expect(chosen(window)).toHaveCount(4);
});

test('several are marked as done, which is undone and redone', async ({ window }) => {
  const before = await ids(window);
  await press(window, 'Shift+J', 'Shift+J', 'e');
  await expect(rows(window)).toHaveCount(before.length - 3);
  await expect(notice(window, 'Marked 3 crashes as done')).toBeVisible();
  await expect(selectedRow(window)).toHaveAttribute('data-signature', before[3] ?? '');
  await press(window, 'Control+z');
  await expect(rows(window)).toHaveCount(before.length);
  expect(await ids(window)).toEqual(before);
  await expect(chosen(window)).toHaveCount(3);
  await press(window, 'Control+Shift+Z');
  await expect(rows(window)).toHaveCount(before.length - 3);
  await expect(selectedRow(window)).toHaveAttribute('data-signature', before[3] ?? '');
});

test('a decision shows at once', async ({ window }) => {
  const total = await rows(window).count();
  // Answers take a second; the row must be gone long before.
  await window.route('**/api/triage.act', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  const spent = await window.evaluate(async () => {
    const list = document.querySelector('[role="listbox"]');
    const first = list?.querySelector('[role="option"]')?.getAttribute('data-signature');
    const started = performance.now();
    list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }));
    while (list?.querySelector('[role="option"]')?.getAttribute('data-signature') === first) {
      await new Promise(requestAnimationFrame);
      if (performance.now() - started > 900) break;
    }
    return performance.now() - started;
  });
  expect(spent).toBeLessThan(100);
  await expect(rows(window)).toHaveCount(total - 1);
});

test('done in a build is said in the detail', async ({ window }) => {
  const first = await title(window).textContent();
  await press(window, 'Shift+E');
  const dialog = window.getByRole('dialog', { name: 'Mark as Done in Build' });
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await expectAccessible(window);
  await window.keyboard.type('9.9');
  await press(window, 'Enter');
  await expect(dialog).toBeHidden();
  await expect(title(window)).not.toHaveText(first ?? '');
  await press(window, 'Control+z');
  await expect(title(window)).toHaveText(first ?? '');
});

test('ignoring and snoozing ask until when, and take a number that is typed', async ({ window }) => {
  const total = await rows(window).count();
  await press(window, 'i');
  const ignore = window.getByRole('dialog', { name: 'Ignore' });
  await expect(ignore.getByRole('combobox')).toBeFocused();
  await expect(ignore.getByRole('option', { name: 'For ever' })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(window);
  await picture(window, 'ignore-light');
  await window.keyboard.type('25');
  await expect(ignore.getByRole('option').first()).toHaveText('Until 25 more crashes');
  await press(window, 'Enter');
  await expect(rows(window)).toHaveCount(total - 1);
  await expect(notice(window, /^Ignored .* until 25 more crashes/)).toBeVisible();
  await press(window, 's', 'ArrowDown', 'Enter');
  await expect(rows(window)).toHaveCount(total - 2);
  await press(window, 'Control+z', 'Control+z');
  await expect(rows(window)).toHaveCount(total);
});

test('labels are ticked and made, the assignee is named, the priority set', async ({ window }) => {
  await press(window, 'l');
  await expect(window.getByRole('dialog', { name: 'Label' })).toBeVisible();
  await window.keyboard.type('launch');
  await press(window, 'Enter');
  await expect(window.getByRole('option', { name: 'launch' })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(window);
  await picture(window, 'label-light');
  await press(window, 'Enter');
  await expect(selectedRow(window)).toContainText('launch');

  await press(window, 'a');
  await window.keyboard.type('Ada');
  await expectAccessible(window);
  await press(window, 'Enter');
  const detail = window.getByRole('region', { name: 'Detail' });
  await expect(detail.getByRole('button', { name: 'Ada' })).toBeVisible();

  await press(window, 'p');
  await expect(window.getByRole('dialog', { name: 'Set Priority' })).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'priority-light');
  await press(window, 'ArrowDown', 'Enter');
  await expect(selectedRow(window)).toContainText('P1');
  await press(window, 'Control+z', 'Control+z', 'Control+z');
  await expect(selectedRow(window)).not.toContainText('launch');
  await expect(selectedRow(window)).not.toContainText('P1');
});

test('two are compared, merged with a reason, and taken apart again', async ({ window }) => {
  const before = await ids(window);
  await press(window, 'Shift+J', 'c');
  const compare = window.getByRole('dialog', { name: 'Compare Crashes' });
  await expect(compare.getByRole('table')).toHaveCount(2);
  await expectAccessible(window);
  await picture(window, 'compare-light');
  await press(window, 'Escape');
  await expect(compare).toBeHidden();
  await expect(chosen(window)).toHaveCount(2);
  await press(window, 'm');
  const merge = window.getByRole('dialog', { name: 'Merge 2' });
  await expect(merge.getByRole('table')).toBeVisible();
  await expect(merge.getByRole('button', { name: 'Merge 1 into This' })).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'merge-light');
  await expect(merge.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await window.keyboard.type('the same cache');
  await press(window, 'Enter');
  await expect(rows(window)).toHaveCount(before.length - 1);
  await expect(notice(window, /^Merged/)).toBeVisible();
  await press(window, 'Control+z');
  await expect(rows(window)).toHaveCount(before.length);
  expect([...(await ids(window))].sort()).toEqual([...before].sort());
});

test('one is compared with another that is searched for', async ({ window }) => {
  await press(window, 'c');
  const compare = window.getByRole('dialog', { name: 'Compare Crashes' });
  await expect(compare.getByRole('combobox')).toBeFocused();
  await window.keyboard.type('FeedModel');
  await expect(compare.getByRole('option').first()).toContainText('FeedModel');
  await press(window, 'Enter');
  await expect(compare.getByRole('table')).toHaveCount(2);
  await expect(compare.getByRole('region', { name: 'Comparison' })).toBeFocused();
  await press(window, 'Escape');
  await expect(window.getByRole('listbox', { name: 'Crashes' })).toBeFocused();
});

test('one is merged into another that is searched for', async ({ window }) => {
  const total = await rows(window).count();
  await press(window, 'm');
  const merge = window.getByRole('dialog', { name: 'Merge' });
  await expect(merge.getByRole('combobox')).toBeFocused();
  await window.keyboard.type('FeedModel');
  await expect(merge.getByRole('option').first()).toContainText('FeedModel');
  await press(window, 'Enter');
  await expect(merge.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await press(window, 'Enter');
  await expect(rows(window)).toHaveCount(total - 1);
  await press(window, 'Control+z');
  await expect(rows(window)).toHaveCount(total);
});

test('reports are split off into a crash of their own, and come back', async ({ window }) => {
  const total = await rows(window).count();
  const many = rows(window).filter({ hasText: 'avatarURL' }).first();
  await many.click();
  await expect(title(window)).toContainText('avatarURL');
  await press(window, 'Control+k');
  await expect(window.getByRole('combobox')).toBeFocused();
  await window.keyboard.type('split off');
  await press(window, 'Enter');
  const split = window.getByRole('dialog', { name: 'Split Off Reports' });
  await expect(split.getByRole('checkbox').first()).toBeFocused();
  await expectAccessible(window);
  await picture(window, 'split-light');
  await press(window, 'Space', 'Tab', 'Space');
  await expect(split.getByRole('button', { name: 'Split Off 2 Reports' })).toBeVisible();
  await split.getByRole('textbox', { name: 'Reason' }).focus();
  await window.keyboard.type('another screen');
  await press(window, 'Enter');
  await expect(rows(window)).toHaveCount(total + 1);
  await press(window, 'Control+z');
  await expect(rows(window)).toHaveCount(total);
});

test('the palette finds commands, crashes and versions, and knows what was used lately', async ({ window }) => {
  await press(window, 'Control+k');
  const palette = window.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expectAccessible(window);
  await picture(window, 'palette-light');
  await window.keyboard.type('mrkdone');
  await expect(palette.getByRole('option').first()).toContainText('Mark as Done');
  await press(window, 'Escape');
  await expect(window.getByRole('listbox', { name: 'Crashes' })).toBeFocused();

  await press(window, 'Control+k');
  await window.keyboard.type('keyboard sh');
  await press(window, 'Enter');
  await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await press(window, 'Escape', 'Control+k');
  await expect(palette.getByRole('option').first()).toContainText('Keyboard Shortcuts');
  await window.keyboard.type('FeedModel');
  await expect(palette.getByRole('option').filter({ hasText: 'crash' }).first()).toContainText('FeedModel');
  await press(window, 'Enter');
  await expect(title(window)).toContainText('FeedModel');

  await press(window, 'Control+k');
  await window.keyboard.type('harbor 2.0.9');
  await expect(palette.getByRole('option', { name: /2\.0\.9/ }).first()).toHaveAttribute('aria-selected', 'true');
  await press(window, 'Enter');
  await expect(rows(window).first()).toContainText('2.0.9');
});

test('the menu on a row mirrors the commands, for the whole selection', async ({ window }) => {
  await press(window, 'Shift+J', 'Shift+J');
  await rows(window).nth(1).click({ button: 'right' });
  const menu = window.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'Mark 3 as Done', exact: true })).toBeVisible();
  await expect(menu.getByRole('menuitem', { name: 'Reopen 3' })).toBeDisabled();
  await expectAccessible(window);
  await picture(window, 'row-menu-light');
  await press(window, 'Escape');
  await rows(window).nth(5).click({ button: 'right' });
  await expect(chosen(window)).toHaveCount(1);
  await menu.getByRole('menuitem', { name: 'Ignore…' }).click();
  await expect(window.getByRole('dialog', { name: 'Ignore' }).getByRole('combobox')).toBeFocused();
});

test('letters mean nothing while an input method composes or a picker is on its way', async ({ window }) => {
  const total = await rows(window).count();
  await window.evaluate(() => {
    const list = document.querySelector('[role="listbox"]');
    list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true, isComposing: true }));
  });
  await press(window, 'l', 'e', 'u');
  await expect(window.getByRole('dialog', { name: 'Label' })).toBeVisible();
  await expect(rows(window)).toHaveCount(total);
});

test('a refusal is said, and nothing is lost', async ({ window }) => {
  const before = await ids(window);
  await window.route('**/api/triage.act', async (route) =>
    route.fulfill({ json: { ok: false, fault: { kind: 'disk-full', message: 'The disk is full.' } } }),
  );
  await press(window, 'Shift+J', 'e');
  await expect(notice(window, 'The disk is full.')).toBeVisible();
  await expect(rows(window)).toHaveCount(before.length);
  expect(await ids(window)).toEqual(before);
  await expect(chosen(window)).toHaveCount(2);
});
