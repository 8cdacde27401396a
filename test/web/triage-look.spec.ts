/** Pickers, palette and a selection of many, in both themes and at both ends of sizes: pictures, and nothing that axe finds. */
import type { Page } from '@playwright/test';
import { addSamples, expectAccessible, picture, rows } from './acts.ts';
import { expect, test } from './host.ts';

const sizes = [
  { width: 900, height: 600 },
  { width: 1600, height: 1000 },
];

async function looks(page: Page, name: string, theme: string): Promise<void> {
  await expectAccessible(page);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await picture(page, `triage-${name}-${theme}-${size.width}`);
  }
}

for (const theme of ['light', 'dark'] as const) {
  test(`what is asked before acts is accessible in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await addSamples(window);
    await window.keyboard.press('Control+2');
    await window.keyboard.press('Home');
    await expect(rows(window).first()).toHaveAttribute('aria-selected', 'true');
    await window.keyboard.press('Shift+J');
    await window.keyboard.press('Shift+J');
    await expect(window.getByRole('heading', { name: '3 crashes selected' })).toBeVisible();
    await looks(window, 'several', theme);
    for (const [key, dialog] of [
      ['i', 'Ignore 3'],
      ['l', 'Label 3'],
      ['p', 'Set Priority of 3'],
      ['m', 'Merge 3'],
    ] as const) {
      await window.keyboard.press(key);
      await expect(window.getByRole('dialog', { name: dialog })).toBeVisible();
      await looks(window, key, theme);
      await window.keyboard.press('Escape');
      await expect(window.getByRole('dialog')).toHaveCount(0);
    }
    await window.keyboard.press('Control+k');
    await window.getByRole('combobox').fill('me');
    await expect(window.getByRole('option').filter({ hasText: 'crash' }).first()).toBeVisible();
    await looks(window, 'palette', theme);
    await window.keyboard.press('Escape');
    await window.keyboard.press('?');
    await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await looks(window, 'keys', theme);
  });
}
