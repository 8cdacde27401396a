/** Settings: tabs by keyboard, changes that apply at once and stay, and what a browser may not set. */
import { expect, test } from './host.ts';
import { addSamples, expectAccessible, picture } from './acts.ts';

const TABS = ['General', 'Sources', 'Symbols', 'Accounts', 'Editors', 'Notifications', 'Privacy', 'Library'] as const;

test('tabs are walked by arrow keys, each accessible in light and dark', async ({ window }) => {
  // Each tab is looked at twice, from top to bottom.
  test.slow();
  await addSamples(window);
  await window.keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  const tabs = settings.getByRole('tablist', { name: 'Settings' });
  await tabs.getByRole('tab', { name: 'General' }).focus();
  for (const [index, name] of TABS.entries()) {
    if (index > 0) await window.keyboard.press('ArrowRight');
    await expect(tabs.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
    await expect(tabs.getByRole('tab', { name })).toBeFocused();
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await expectAccessible(window);
      await picture(window, `settings-${name.toLowerCase()}-${colorScheme}`);
    }
  }
  await window.keyboard.press('Escape');
  await expect(settings).toBeHidden();
});

test('the appearance applies at once, stays after a reload, and auto follows the system live', async ({ window }) => {
  const background = async (): Promise<string> =>
    window.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await window.keyboard.press('Control+,');
  const appearance = window.getByRole('group', { name: 'Appearance' });
  await appearance.getByText('Dark').click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await window.reload();
  await expect.poll(background).toBe(dark);
  await window.keyboard.press('Control+,');
  await appearance.getByText('Auto').click();
  await expect.poll(background).toBe(light);
  await window.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(background).toBe(dark);
  await window.emulateMedia({ colorScheme: 'light' });
  await expect.poll(background).toBe(light);
});

test('what is changed in one window shows in another', async ({ window, context, host }) => {
  const other = await context.newPage();
  await other.goto(host.url);
  for (const page of [window, other]) {
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Privacy' }).click();
  }
  const redact = { name: 'Redact what is copied and exported' };
  await window.getByRole('switch', redact).click();
  await expect(other.getByRole('switch', redact)).toBeChecked();
});

test('the number of users of an app is kept', async ({ window }) => {
  await addSamples(window);
  await window.keyboard.press('Control+,');
  const users = window.getByLabel('Users of Harbor');
  await users.fill('12 000');
  await users.press('Enter');
  await expect(users).toHaveValue('12,000');
  await window.reload();
  await window.keyboard.press('Control+,');
  await expect(users).toHaveValue('12,000');
});

test('the library is measured, verified and backed up', async ({ window }) => {
  await addSamples(window);
  await window.keyboard.press('Control+,');
  await window.getByRole('tab', { name: 'Library' }).click();
  const panel = window.getByRole('tabpanel', { name: 'Library' });
  await expect(panel.getByText('Original reports')).toBeVisible();
  await panel.getByRole('button', { name: 'Verify' }).click();
  await expect(panel.getByText(/^All is well with 33 reports/)).toBeVisible();
  await picture(window, 'settings-library-verified-light');
  const download = window.waitForEvent('download');
  await panel.getByRole('button', { name: 'Back Up…' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await expect(panel.getByText(/^Backed up .* The copy was verified\.$/)).toBeVisible();
});

for (const size of [
  { width: 900, height: 600 },
  { width: 1600, height: 1000 },
]) {
  test(`the settings fit ${size.width} × ${size.height}`, async ({ window }) => {
    await window.setViewportSize(size);
    await window.keyboard.press('Control+,');
    const settings = window.getByRole('dialog', { name: 'Settings' });
    for (const name of ['General', 'Library']) {
      await settings.getByRole('tab', { name }).click();
      await picture(window, `settings-${name.toLowerCase()}-${size.width}`);
      const box = await settings.boundingBox();
      expect(
        box && box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height,
      ).toBe(true);
    }
  });
}
