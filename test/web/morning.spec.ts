/** A whole triage morning by the keyboard alone: nothing here touches a pointer. */
import type { Page } from '@playwright/test';
import { expectAccessible, picture, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Tab until what is wanted has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 40; stop += 1) {
    const label = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (name.test(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}.`);
}

/** The number at a place of the sources pane. */
async function countAt(page: Page, place: string): Promise<number> {
  const text = await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${place}`) })
    .textContent();
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
}

test('a triage morning by keyboard', async ({ window }) => {
  const list = window.getByRole('listbox', { name: 'Crashes' });

  await test.step('crashes come in', async () => {
    await expect(window.getByRole('button', { name: 'Try with Sample Crashes' })).toBeVisible();
    await tabTo(window, /^Try with Sample Crashes$/);
    await press(window, 'Enter');
    await expect(rows(window).first()).toBeVisible();
    await expect(window.getByText(/^33 added/)).toBeVisible();
  });
  const total = await rows(window).count();

  await test.step('the first is read, and searched', async () => {
    await press(window, 'Control+2', 'Home');
    await expect(selectedRow(window)).toHaveAttribute('aria-posinset', '1');
    await press(window, 'Enter');
    await expect(window.locator('[data-frame]').first()).toBeFocused();
    await press(window, 'ArrowDown', 'Control+f');
    await expect(window.getByRole('textbox', { name: 'Find in stack' })).toBeFocused();
    await window.keyboard.type('SyncEngine');
    await expect(window.getByText(/^1 of \d/)).toBeVisible();
    await press(window, 'Control+g');
    await expect(window.getByText(/^2 of \d/)).toBeVisible();
    await press(window, 'Escape', 'Escape');
    await expect(list).toBeFocused();
  });

  await test.step('what is known of it is noted', async () => {
    await press(window, 'n');
    await expect(window.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await window.keyboard.type('**Migration** runs on the main thread.');
    await press(window, 'Escape');
    await expect(list).toBeFocused();
  });

  await test.step('it is labelled, assigned and made urgent', async () => {
    await press(window, 'l');
    await expect(window.getByRole('combobox', { name: 'Labels' })).toBeFocused();
    await window.keyboard.type('launch');
    await press(window, 'Enter', 'Enter');
    await expect(selectedRow(window)).toContainText('launch');
    await press(window, 'a');
    await expect(window.getByRole('combobox', { name: 'Assign to' })).toBeFocused();
    await window.keyboard.type('Ada');
    await press(window, 'Enter', 'p');
    await expect(window.getByRole('combobox', { name: 'Priority' })).toBeFocused();
    await window.keyboard.type('p0');
    await press(window, 'Enter');
    await expect(selectedRow(window)).toContainText('P0');
    await picture(window, 'morning-decided');
  });

  await test.step('the next ones are done, snoozed and ignored', async () => {
    await press(window, 'j');
    await expect(selectedRow(window)).toHaveAttribute('aria-posinset', '2');
    await press(window, 'e');
    await expect(rows(window)).toHaveCount(total - 1);
    await press(window, 's');
    await expect(window.getByRole('combobox', { name: 'Snooze until' })).toBeFocused();
    await press(window, 'Enter');
    await expect(rows(window)).toHaveCount(total - 2);
    await press(window, 'i');
    await expect(window.getByRole('combobox', { name: 'Ignore until' })).toBeFocused();
    await press(window, 'Enter');
    await expect(rows(window)).toHaveCount(total - 3);
    await expect.poll(async () => countAt(window, 'Done')).toBe(1);
    await expect.poll(async () => countAt(window, 'Ignored')).toBe(2);
  });

  await test.step('two that belong together are compared and merged', async () => {
    await press(window, 'Shift+J', 'c');
    await expect(window.getByRole('dialog', { name: 'Compare Crashes' }).getByRole('table')).toHaveCount(2);
    await press(window, 'Escape', 'm');
    await expect(window.getByRole('textbox', { name: 'Reason' })).toBeFocused();
    await window.keyboard.type('one cache');
    await press(window, 'Enter');
    await expect(rows(window)).toHaveCount(total - 4);
  });

  await test.step('that was wrong: everything but the first decisions is undone, and some redone', async () => {
    await press(window, 'Control+z');
    await expect(rows(window)).toHaveCount(total - 3);
    await press(window, 'Control+z', 'Control+z');
    await expect(rows(window)).toHaveCount(total - 1);
    await press(window, 'Control+Shift+Z');
    await expect(rows(window)).toHaveCount(total - 2);
  });

  await test.step('all that is left of one kind is found and finished at once', async () => {
    await press(window, '/');
    await expect(window.getByRole('searchbox', { name: 'Search crashes' })).toBeFocused();
    await window.keyboard.type('FeedModel');
    await expect(rows(window)).not.toHaveCount(total - 2);
    const found = await rows(window).count();
    await press(window, 'Enter');
    await expect(list).toBeFocused();
    await press(window, 'Home');
    if (found > 1) await press(window, 'Control+a');
    await press(window, 'e');
    await expect(window.getByRole('option')).toHaveCount(0);
    await press(window, '/', 'Escape');
    await expect(rows(window)).toHaveCount(total - 2 - found);
    await press(window, 'Control+z');
    await expect(rows(window).first()).toBeVisible();
  });

  await test.step('the palette leads back to the first, whose note reads as it was meant', async () => {
    await press(window, 'Control+k');
    await expect(window.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toBeFocused();
    await window.keyboard.type('Scene creation');
    const first = window.getByRole('option', { name: /^Scene creation watchdog/ });
    await expect(first.last()).toBeVisible();
    while (
      (await window.locator('dialog [role="option"][aria-selected="true"]').textContent())?.startsWith('Scene') ===
      false
    )
      await press(window, 'ArrowDown');
    await press(window, 'Enter');
    await expect(title(window)).toContainText('SyncEngine.migrateStore()');
    await expect(window.locator('strong', { hasText: 'Migration' })).toBeVisible();
    await expectAccessible(window);
  });

  await test.step('what was decided goes out as a file', async () => {
    await press(window, 'Control+Shift+E');
    await expect(window.getByRole('dialog', { name: 'Export' })).toBeVisible();
    const download = window.waitForEvent('download');
    await tabTo(window, /^Export…$/);
    await press(window, 'Enter');
    expect((await download).suggestedFilename()).not.toBe('');
    await picture(window, 'morning-end');
  });
});
