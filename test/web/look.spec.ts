/** How it looks, in both themes and three sizes: pictures to look at, and no violation that axe can find. */
import { addSamples, expectAccessible, picture, rows, title } from './acts.ts';
import { expect, test } from './host.ts';

const sizes = [
  { width: 900, height: 600 },
  { width: 1440, height: 900 },
  { width: 1600, height: 1000 },
];

for (const theme of ['light', 'dark'] as const) {
  test(`every tab is accessible in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await addSamples(window);
    await rows(window).filter({ hasText: 'avatarURL' }).first().click();
    await expect(title(window)).toContainText('avatarURL');
    for (const size of sizes) {
      await window.setViewportSize(size);
      await picture(window, `crash-${theme}-${size.width}`);
    }
    await window.setViewportSize({ width: 1440, height: 900 });
    await expectAccessible(window);
    for (const tab of ['Threads', 'Registers', 'Images', 'Reports', 'Raw']) {
      await window.getByRole('tab', { name: tab }).click();
      await expectAccessible(window);
      await picture(window, `${tab.toLowerCase()}-${theme}`);
    }
  });

  test(`rows that wait and an open explanation are accessible in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme });
    await addSamples(window);
    await rows(window).filter({ hasText: 'no symbols' }).first().click();
    await window.getByRole('button', { name: 'why?' }).click();
    await expectAccessible(window);
    await picture(window, `why-${theme}`);
    await window.getByRole('button', { name: /^Sort by/ }).click();
    await expect(window.getByRole('menu')).toBeVisible();
    await picture(window, `sort-${theme}`);
  });
}

test('the theme follows the system while the window is open', async ({ window }) => {
  const background = async (): Promise<string> =>
    window.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await window.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await window.emulateMedia({ colorScheme: 'dark' });
  expect(await background()).not.toBe(light);
});

test('panes keep the widths they were given', async ({ window }) => {
  await addSamples(window);
  const divider = window.getByRole('separator', { name: 'Width of the inbox' });
  const box = await divider.boundingBox();
  if (!box) throw new Error('The divider is not on screen.');
  await window.mouse.move(box.x, 400);
  await window.mouse.down();
  await window.mouse.move(box.x + 60, 400, { steps: 6 });
  await window.mouse.up();
  const moved = (await divider.boundingBox())?.x ?? 0;
  expect(moved).toBeCloseTo(box.x + 60, -1);
  await window.reload();
  await expect(rows(window).first()).toBeVisible();
  expect((await divider.boundingBox())?.x).toBeCloseTo(moved, -1);
  await divider.dblclick();
  await expect.poll(async () => (await divider.boundingBox())?.x).toBeCloseTo(box.x, -1);
});
