/** The keys of the window. */
import { addSamples, expectAccessible, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';

test.beforeEach(async ({ window }) => {
  await addSamples(window);
});

test('j, k, arrows, Home and End move the selection', async ({ window }) => {
  const list = window.getByRole('listbox', { name: 'Crashes' });
  await list.focus();
  await window.keyboard.press('Home');
  await expect(rows(window).first()).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('j');
  await window.keyboard.press('ArrowDown');
  await expect(rows(window).nth(2)).toHaveAttribute('aria-selected', 'true');
  await expect(list).toHaveAttribute('aria-activedescendant', (await rows(window).nth(2).getAttribute('id')) ?? '');
  await window.keyboard.press('k');
  await window.keyboard.press('ArrowUp');
  await expect(rows(window).first()).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('End');
  await expect(rows(window).last()).toHaveAttribute('aria-selected', 'true');
});

test('e marks as done and goes on; Undo and u take it back', async ({ window }) => {
  const total = await rows(window).count();
  const first = await rows(window).first().getAttribute('data-signature');
  const second = await rows(window).nth(1).getAttribute('data-signature');
  await rows(window).first().click();
  await expect(selectedRow(window)).toHaveAttribute('data-signature', first ?? '');
  await window.keyboard.press('e');
  await expect(rows(window)).toHaveCount(total - 1);
  await expect(selectedRow(window)).toHaveAttribute('data-signature', second ?? '');
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(window)).toHaveCount(total);
  await expect(selectedRow(window)).toHaveAttribute('data-signature', first ?? '');

  await window.keyboard.press('e');
  await expect(rows(window)).toHaveCount(total - 1);
  await window.getByRole('navigation').getByRole('button', { name: /^Done/ }).click();
  await expect(rows(window)).toHaveCount(1);
  await expect(selectedRow(window)).toHaveAttribute('data-signature', first ?? '');
  await window.keyboard.press('u');
  await expect(window.getByRole('heading', { name: 'Nothing is done yet' })).toBeVisible();
});

test('letters keep silent in a text field', async ({ window }) => {
  const before = await title(window).textContent();
  await window.keyboard.press('/');
  await expect(window.getByRole('searchbox', { name: 'Search crashes' })).toBeFocused();
  await window.keyboard.type('e');
  await expect(window.getByText(/^Marked/)).toHaveCount(0);
  await window.getByRole('textbox', { name: 'Note' }).focus();
  await window.keyboard.type('jk?eu');
  await expect(title(window)).toHaveText(before ?? '');
  await expect(window.getByRole('dialog')).toHaveCount(0);
});

test('Control and a digit reach the panes, Enter reads, Escape goes back', async ({ window }) => {
  const list = window.getByRole('listbox', { name: 'Crashes' });
  await window.keyboard.press('Control+1');
  await expect(window.getByRole('navigation').getByRole('button', { name: /^Crashes/ })).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('navigation').getByRole('button', { name: /^Feedback/ })).toBeFocused();
  await window.keyboard.press('Control+2');
  await expect(list).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.locator('[data-frame]').first()).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(list).toBeFocused();
  await window.keyboard.press('Control+3');
  await expect(window.locator('[data-frame]').first()).toBeFocused();
});

test('? shows every key and Escape closes it', async ({ window }) => {
  await window.keyboard.press('?');
  const sheet = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Mark as Done');
  await expectAccessible(window);
  await window.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('search narrows, says when nothing matches, and is cleared', async ({ window }) => {
  const total = await rows(window).count();
  await window.keyboard.press('Control+Shift+f');
  await window.keyboard.type('FeedModel.check');
  await expect(rows(window)).toHaveCount(1);
  await window.keyboard.type(' and nothing else');
  await expect(window.getByRole('heading', { name: /^Nothing matches/ })).toBeVisible();
  await window.getByRole('button', { name: 'Clear Filters' }).click();
  await expect(rows(window)).toHaveCount(total);
});

test('a version of an app is looked at alone, until its token is removed', async ({ window }) => {
  const total = await rows(window).count();
  await window.getByRole('button', { name: /^2\.0\.9/ }).click();
  await expect(rows(window)).not.toHaveCount(total);
  for (const row of await rows(window).all()) await expect(row).toContainText('2.0.9');
  await window.getByRole('button', { name: 'Remove filter Version: 2.0.9 (405)' }).click();
  await expect(rows(window)).toHaveCount(total);
});
