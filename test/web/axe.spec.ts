/**
 * Every screen and everything that lies over one, in both themes: no violation that axe can find (names, roles, contrast,
 * structure). And what axe cannot see: positions in lists, where the focus is when data arrives, and motion.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { buildIps } from '../fixtures/reports.ts';
import { addSamples, drop, expectAccessible, frames, picture, rows, title } from './acts.ts';
import { expect, startHost, test } from './host.ts';

/** What lies over the window: dialogs, menus, pickers. */
function overlay(page: Page): Locator {
  return page.locator('dialog[open], [role="dialog"]:visible, [role="menu"]:visible').first();
}

function sources(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Sources' });
}

/** Keys, or a command by its title in the palette, that open something over the inbox. */
const OVERLAYS: readonly (readonly [name: string, open: readonly string[] | string])[] = [
  ['palette', ['Control+k']],
  ['shortcuts', ['?']],
  ['filter', ['f']],
  ['ignore', ['i']],
  ['snooze', ['s']],
  ['label', ['l']],
  ['assign', ['a']],
  ['priority', ['p']],
  ['done-in-build', ['Shift+E']],
  ['merge', ['m']],
  ['export', ['Control+Shift+E']],
  ['settings', ['Control+,']],
  ['symbol-folders', 'Symbol Folders'],
];

async function open(page: Page, how: readonly string[] | string): Promise<void> {
  if (typeof how !== 'string') {
    for (const key of how) await page.keyboard.press(key);
    return;
  }
  await page.keyboard.press('Control+k');
  await expect(overlay(page)).toBeVisible();
  await page.keyboard.type(how);
  await page.keyboard.press('Enter');
}

for (const theme of ['light', 'dark'] as const) {
  test(`what lies over the inbox is accessible in ${theme}`, async ({ window }) => {
    test.setTimeout(180_000);
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await addSamples(window);
    for (const [name, how] of OVERLAYS) {
      await test.step(name, async () => {
        await rows(window).first().click();
        await expect(title(window)).toBeVisible();
        await open(window, how);
        await expect(overlay(window)).toBeVisible();
        await picture(window, `axe-${name}-${theme}`);
        await expectAccessible(window);
        await window.keyboard.press('Escape');
        await expect(overlay(window)).toBeHidden();
      });
    }
  });

  test(`every place is accessible in ${theme}`, async ({ window }) => {
    test.setTimeout(180_000);
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(window.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
    await expectAccessible(window);
    await addSamples(window);
    const folder = await mkdtemp(join(tmpdir(), 'faultline-axe-'));
    await writeFile(join(folder, 'notes.ips'), 'This is no crash report.');
    await drop(window, join(folder, 'notes.ips'));
    for (const place of ['Crashes', 'Done', 'Ignored', 'Unread', 'Feedback']) {
      await test.step(place, async () => {
        const source = sources(window).getByRole('button', { name: new RegExp(`^${place}`) });
        if ((await source.count()) === 0) return;
        await source.first().click();
        await expect(source.first()).toHaveAttribute('aria-current', /.+/);
        await picture(window, `axe-${place.toLowerCase()}-${theme}`);
        await expectAccessible(window);
      });
    }
    await window.keyboard.press('g');
    await expect(window.getByRole('listbox', { name: 'Screenshots' })).toBeVisible();
    await expectAccessible(window);
    await sources(window)
      .getByRole('button', { name: /^Crashes/ })
      .click();
    await window.keyboard.press('v');
    const compared = window.getByRole('region', { name: 'Compare versions' });
    await expect(compared.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await picture(window, `axe-compare-${theme}`);
    await expectAccessible(window);
    await rm(folder, { recursive: true });
  });

  test(`a library that does not open says why, accessible in ${theme}, and is rebuilt there`, async ({ page }) => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-axe-'));
    await mkdir(join(folder, 'library'));
    await writeFile(join(folder, 'library', 'faultline.sqlite'), 'no database at all '.repeat(1000));
    const host = await startHost(folder);
    try {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(host.url);
      await expect(page.getByRole('heading', { name: 'The library’s database is damaged' })).toBeVisible();
      await page.setViewportSize({ width: 900, height: 600 });
      await picture(page, `axe-closed-${theme}`);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Try Again' }).click();
      await expect(page.getByRole('button', { name: 'Rebuild Library' })).toBeVisible();
      await page.getByRole('button', { name: 'Rebuild Library' }).click();
      await expect(page.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
    } finally {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test('lists say where in them a row is, and one row is the active one', async ({ window }) => {
  await addSamples(window);
  const list = window.getByRole('listbox', { name: 'Crashes' });
  const total = await rows(window).count();
  for (const [index, row] of (await rows(window).all()).entries()) {
    await expect(row).toHaveAttribute('aria-posinset', String(index + 1));
    await expect(row).toHaveAttribute('aria-setsize', String(total));
  }
  await list.focus();
  await window.keyboard.press('End');
  const active = (await list.getAttribute('aria-activedescendant')) ?? '';
  await expect(window.locator(`[id="${active}"]`)).toHaveAttribute('aria-posinset', String(total));
});

test('the focus stays where it is while reports arrive', async ({ window }) => {
  await addSamples(window);
  const list = window.getByRole('listbox', { name: 'Crashes' });
  const focused = async (): Promise<string> =>
    window.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body ? 'nothing' : (activeElement?.outerHTML.slice(0, 120) ?? 'nothing');
    });
  const arrive = async (name: string): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-axe-'));
    await writeFile(
      join(folder, `${name}.ips`),
      buildIps({ seed: name, app: 'Quay', frames: [{ symbol: `${name}()` }] }),
    );
    await drop(window, join(folder, `${name}.ips`));
    // The report that was dropped is the one on screen.
    await expect(title(window)).toContainText(`${name}()`);
    await rm(folder, { recursive: true });
  };
  await list.focus();
  const onList = await focused();
  await arrive('first');
  expect((await focused()).slice(0, 40)).toBe(onList.slice(0, 40));
  await frames(window).first().focus();
  await expect(frames(window).first()).toBeFocused();
  await arrive('second');
  await expect.poll(focused).not.toBe('nothing');
});

test('nothing moves for those who asked for that, and nothing takes longer than 150 ms for anybody', async ({
  window,
}) => {
  await addSamples(window);
  const slowest = async (): Promise<number> =>
    window.evaluate(() => {
      const milliseconds = (text: string): number =>
        Math.max(
          0,
          ...text.split(',').map((part) => Number.parseFloat(part) * (part.trim().endsWith('ms') ? 1 : 1000)),
        );
      const moving = [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element);
        // What turns while something is under way has no end to wait for.
        return style.animationIterationCount !== 'infinite' || style.animationName === 'none';
      });
      return Math.max(
        ...moving.flatMap((element) => {
          const style = getComputedStyle(element);
          const animated = style.animationName === 'none' ? 0 : milliseconds(style.animationDuration);
          return [milliseconds(style.transitionDuration), animated];
        }),
      );
    });
  for (const keys of [[], ['Control+k'], ['Escape', '?'], ['Escape', 'Control+,'], ['Escape', 'i']]) {
    for (const key of keys) await window.keyboard.press(key);
    await window.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await slowest()).toBeLessThanOrEqual(150);
    await window.emulateMedia({ reducedMotion: 'reduce' });
    expect(await slowest()).toBeLessThanOrEqual(1);
  }
});
