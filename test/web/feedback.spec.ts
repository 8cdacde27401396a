/** Feedback in the window: the list, the screenshots, what narrows it, what is decided, and the way to the crash. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, picture } from './acts.ts';
import { connect, expect, keyFile, noKeyring, test } from './appstore.ts';

test.skip(noKeyring !== '', noKeyring);

function sources(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Sources' });
}

function rows(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Feedback' }).getByRole('option');
}

function selected(page: Page): Locator {
  return page.getByRole('option', { selected: true });
}

function comment(page: Page): Locator {
  return page.getByRole('region', { name: 'Detail' }).getByRole('heading', { level: 2 });
}

/** The picture in the detail. */
function shot(page: Page): Locator {
  return page.getByRole('figure').locator('img');
}

/** Goes through the filter menu: a choice, or a menu and a choice in it. */
async function filter(page: Page, ...path: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Filter feedback' }).click();
  for (const name of path) {
    await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemcheckbox', { name })).first().click();
  }
}

test.beforeEach(async ({ window, key }, info) => {
  await connect(window, keyFile(info, key), key);
  await expect(sources(window)).toContainText('Synced just now');
  await window.keyboard.press('Escape');
  await sources(window).getByRole('button', { name: 'Feedback' }).click();
  await expect(rows(window)).toHaveCount(14);
});

test('arrives with its screenshot, and every field in words; the e-mail only when asked for', async ({ window }) => {
  await filter(window, 'Has a screenshot');
  await expect(rows(window)).toHaveCount(10);
  await rows(window).first().click();
  await expect(shot(window)).toBeVisible();
  await expect
    .poll(async () => shot(window).evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0))
    .toBe(true);
  const about = window.getByRole('region', { name: 'About this feedback' });
  for (const label of ['Battery', 'Storage', 'Network', 'Language and region', 'Time zone', 'Screen', 'Architecture']) {
    await expect(about.getByRole('term').filter({ hasText: label })).toBeVisible();
  }
  await expect(about).not.toContainText('@example.com');
  await about.getByRole('button', { name: 'Show e-mail' }).click();
  await expect(about).toContainText('@example.com');
  // Whoever comes back to it has to ask again.
  await rows(window).nth(1).click();
  await rows(window).first().click();
  await expect(about.getByRole('button', { name: 'Show e-mail' })).toBeVisible();
});

test('is narrowed by what occurs, with counts, and each filter is a token', async ({ window }) => {
  await filter(window, 'Device', 'iPhone');
  const tokens = window.getByRole('list', { name: 'Filters' }).getByRole('button');
  await expect(tokens).toHaveCount(1);
  await expect.poll(async () => rows(window).count()).toBeLessThan(14);
  for (const row of await rows(window).all()) await expect(row).toContainText('iPhone');
  await filter(window, 'Has a crash');
  await expect(tokens).toHaveCount(2);
  for (const row of await rows(window).all()) await expect(row).toContainText('crash');
  await window.getByRole('button', { name: 'Remove filter crash' }).click();
  await expect(tokens).toHaveCount(1);
  await tokens.first().click();
  await expect(rows(window)).toHaveCount(14);
  await window.getByRole('searchbox', { name: 'Search feedback' }).fill('no tester ever wrote this');
  await expect(window.getByRole('heading', { name: /^No feedback matches/ })).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Clear Filters' }).click();
  await expect(rows(window)).toHaveCount(14);
});

test('leads from one to all of the same tester and of the same build', async ({ window }) => {
  await rows(window).first().click();
  const about = window.getByRole('region', { name: 'About this feedback' });
  const tester = (await about.getByRole('definition').first().textContent()) ?? '';
  await about.getByRole('button', { name: 'Same Tester' }).click();
  await expect(window.getByRole('button', { name: `Remove filter ${tester}` })).toBeVisible();
  await expect.poll(async () => rows(window).count()).toBeLessThan(14);
  await about.getByRole('button', { name: 'Same Build' }).click();
  await expect(window.getByRole('button', { name: /^Remove filter \d+\.\d+\.\d+ \(\d+\)$/ })).toBeVisible();
});

test('is looked through by keys: rows, screenshots, zoom, Quick Look', async ({ window }) => {
  await filter(window, 'Has a screenshot');
  await expect(rows(window)).toHaveCount(10);
  const many = rows(window).filter({ hasText: '+2' }).first();
  await many.click();
  await expect(window.getByText('1 of 3')).toBeVisible();
  const first = await shot(window).getAttribute('src');
  await window.keyboard.press('ArrowRight');
  await expect(window.getByText('2 of 3')).toBeVisible();
  expect(await shot(window).getAttribute('src')).not.toBe(first);
  await window.keyboard.press('ArrowLeft');
  await window.keyboard.press('ArrowLeft');
  await expect(many).toHaveAttribute('aria-selected', 'false');
  await window.keyboard.press('ArrowRight');
  await expect(many).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('Space');
  const look = window.getByRole('dialog', { name: 'Quick Look' });
  await expect(look.getByRole('img')).toBeVisible();
  await expect(look).toContainText('1 of 3');
  await window.keyboard.press('ArrowRight');
  await expect(look).toContainText('2 of 3');
  await expectAccessible(window);
  await picture(window, 'quick-look-light');
  await window.keyboard.press('Space');
  await expect(look).toBeHidden();
  const stage = window.getByRole('region', { name: 'Screenshot', exact: true });
  await stage.focus();
  await window.keyboard.press('+');
  await expect(window.getByRole('button', { name: '150 %: fit' })).toBeVisible();
  await window.keyboard.press('0');
  await expect(window.getByRole('button', { name: /^Fit,/ })).toBeVisible();
  await window.keyboard.press('ArrowRight');
  await expect(window.getByText('3 of 3')).toBeVisible();
  await expect(stage).toBeFocused();
});

test('is marked as done and opened again, with a way back', async ({ window }) => {
  const id = (await rows(window).first().getAttribute('data-feedback')) ?? '';
  await rows(window).first().click();
  await window.keyboard.press('e');
  await expect(rows(window)).toHaveCount(13);
  await expect(selected(window)).not.toHaveAttribute('data-feedback', id);
  await expect(sources(window).getByRole('button', { name: 'Feedback' })).toContainText('13');
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(window)).toHaveCount(14);
  await expect(selected(window)).toHaveAttribute('data-feedback', id);
  await window.keyboard.press('e');
  await expect(rows(window)).toHaveCount(13);
  await filter(window, 'Done');
  await expect(rows(window)).toHaveCount(1);
  await expect(selected(window)).toHaveAttribute('data-feedback', id);
  await expect(window.getByRole('button', { name: /^Reopen/ })).toBeVisible();
  await window.getByRole('listbox', { name: 'Feedback' }).focus();
  await window.keyboard.press('u');
  await expect(window.getByRole('heading', { name: 'No feedback matches' })).toBeVisible();
  await window.getByRole('button', { name: 'Clear Filters' }).click();
  await expect(rows(window)).toHaveCount(14);
});

test('leads to its crash, and the crash shows what its tester wrote', async ({ window }) => {
  await filter(window, 'Has a crash');
  await expect(rows(window)).toHaveCount(4);
  const told = rows(window).filter({ hasNotText: 'without a comment' }).first();
  await told.click();
  await expect(comment(window)).toContainText('“');
  const words = (await comment(window).textContent()) ?? '';
  await window.getByRole('region', { name: 'About this feedback' }).getByRole('button', { name: /EXC_/ }).click();
  const card = window.getByRole('region', { name: 'Feedback of the tester' });
  await expect(card).toContainText(words);
  await expectAccessible(window);
  await picture(window, 'crash-with-feedback-light');
  await card.getByRole('button', { name: words }).click();
  await expect(comment(window)).toHaveText(words);
});

test('fills a gallery that is walked by arrows', async ({ window }) => {
  await window.keyboard.press('g');
  const grid = window.getByRole('listbox', { name: 'Screenshots' });
  await expect(grid.getByRole('option')).toHaveCount(10);
  await expect(grid).toBeFocused();
  await window.keyboard.press('Home');
  await window.keyboard.press('ArrowRight');
  await expect(grid.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowUp');
  await expect(grid.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(window);
  await picture(window, 'gallery-light');
  const chosen = (await grid.getByRole('option').nth(1).locator('img').getAttribute('src')) ?? '';
  await window.keyboard.press('Enter');
  await expect(shot(window)).toHaveAttribute('src', chosen);
});

test('gives screenshots to the clipboard and everything to a zip', async ({ window }) => {
  await filter(window, 'Has a screenshot');
  await expect(rows(window)).toHaveCount(10);
  await rows(window).first().click();
  await window.getByRole('button', { name: 'Copy screenshot' }).click();
  await expect(window.getByText('Screenshot copied')).toBeVisible();
  const types = await window.evaluate(async () => (await navigator.clipboard.read())[0]?.types);
  expect(types).toContain('image/png');
  await window.getByRole('button', { name: 'More' }).click();
  const download = window.waitForEvent('download');
  await window.getByRole('menuitem', { name: 'Export Feedback…' }).click();
  const path = await (await download).path();
  expect(readFileSync(path).subarray(0, 2).toString('latin1')).toBe('PK');
  await expect(window.getByText('1 submission exported')).toBeVisible();
});

test('a note is kept', async ({ window }) => {
  await rows(window).first().click();
  await window.getByRole('textbox', { name: 'Note' }).fill('Seen on two iPads.');
  await rows(window).nth(1).click();
  await expect(window.getByRole('textbox', { name: 'Note' })).toHaveValue('');
  await rows(window).first().click();
  await expect(window.getByRole('region', { name: 'Detail' }).getByText('Seen on two iPads.')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`looks right and is accessible in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await filter(window, 'Has a screenshot');
    await rows(window).filter({ hasText: '+2' }).first().click();
    await expect(shot(window)).toBeVisible();
    for (const [width, height] of [
      [900, 600],
      [1440, 900],
      [1600, 1000],
    ] as const) {
      await window.setViewportSize({ width, height });
      await expectAccessible(window);
      await picture(window, `feedback-${theme}-${width}`);
    }
    await window.getByRole('button', { name: 'Filter feedback' }).click();
    await window.getByRole('menuitem', { name: 'Device' }).click();
    await expect(window.getByRole('menu')).toHaveCount(2);
    await picture(window, `feedback-filter-${theme}`);
  });
}
