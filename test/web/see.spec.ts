/** Signatures in numbers, versions side by side, and news: what leads watch releases with. */
import type { Locator, Page } from '@playwright/test';
import { addSamples, expectAccessible, picture, rows, selectedRow, title } from './acts.ts';
import { buildIps } from '../fixtures/reports.ts';
import { expect, test } from './host.ts';

function compare(page: Page): Locator {
  return page.getByRole('region', { name: 'Compare versions' });
}

/** Rows of one list of the comparison. */
function compared(page: Page, name: RegExp): Locator {
  return compare(page).getByRole('listbox', { name }).getByRole('option');
}

const sizes = [
  { width: 900, height: 600 },
  { width: 1600, height: 1000 },
];

for (const theme of ['light', 'dark'] as const) {
  test(`overview and comparison are accessible in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await addSamples(window);
    await rows(window).filter({ hasText: 'avatarURL' }).first().click();
    await window.getByRole('tab', { name: 'Overview' }).click();
    await expect(window.getByRole('figure', { name: /^Crashes per day/ })).toBeVisible();
    for (const size of sizes) {
      await window.setViewportSize(size);
      await picture(window, `overview-${theme}-${size.width}`);
      await expectAccessible(window);
    }
    await window.keyboard.press('v');
    await expect(compared(window, /^New/).first()).toBeVisible();
    for (const size of sizes) {
      await window.setViewportSize(size);
      await picture(window, `compare-${theme}-${size.width}`);
      await expectAccessible(window);
    }
  });
}

test('the trend says in words and numbers what its bars show', async ({ window }) => {
  await addSamples(window);
  await rows(window).first().click();
  await window.getByRole('tab', { name: 'Overview' }).click();
  const trend = window.getByRole('region', { name: 'Trend' });
  const words = await trend.getByRole('figure').getAttribute('aria-label');
  const total = Number(/: (\d+) in all/.exec(words ?? '')?.[1]);
  expect(total).toBeGreaterThan(0);
  await trend.getByText('Numbers').click();
  const counts = await trend.getByRole('cell').allTextContents();
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(total);
  await trend.getByRole('radio', { name: '14 days' }).click();
  await expect(trend.locator('svg g')).toHaveCount(14);
  await trend.getByRole('radio', { name: '90 days' }).click();
  await expect(trend.locator('svg g')).toHaveCount(90);
});

test('a bar narrows the inbox to what it counts, and the selection stays', async ({ window }) => {
  await addSamples(window);
  await rows(window).filter({ hasText: 'avatarURL' }).first().click();
  await expect(title(window)).toContainText('avatarURL');
  const before = await rows(window).count();
  const bars = window.getByRole('region', { name: 'Detail' }).getByRole('button', { name: /^iOS [\d.]+/ });
  const label = /iOS [\d.]+\d/.exec((await bars.first().getAttribute('title')) ?? '')?.[0] ?? '';
  await bars.first().click();
  await expect.poll(async () => rows(window).count()).toBeLessThan(before);
  await expect(
    window.getByRole('button', { name: new RegExp(`^Remove filter .*${label.replaceAll('.', '[.]')}`) }),
  ).toBeVisible();
  await expect(selectedRow(window)).toContainText('avatarURL');
});

test('two versions are compared, walked through and opened by keyboard alone', async ({ window }) => {
  await addSamples(window);
  await rows(window).first().focus();
  await window.keyboard.press('v');
  const fresh = compared(window, /^New/);
  await expect(fresh.first()).toBeFocused();
  await expect(compare(window).getByRole('combobox', { name: 'After' })).toHaveValue(/^2\.1\.0/);
  await window.keyboard.press('j');
  await window.keyboard.press('ArrowDown');
  const focused = compare(window).locator('[role="option"]:focus');
  await expect(focused).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('Home');
  await expect(fresh.first()).toBeFocused();
  const name = (await fresh.first().locator('span span').first().textContent()) ?? '';
  await window.keyboard.press('Enter');
  await expect(title(window)).toContainText(name);
  await expect(selectedRow(window)).toContainText(name);
  // Back to where the keyboard stood, and out again.
  await window.keyboard.press('v');
  await expect(fresh.first()).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(compare(window)).toBeHidden();
  await expect(rows(window).first()).toBeVisible();
});

test('swapped sides turn new into gone; the comparison is copied as Markdown', async ({ window }) => {
  await addSamples(window);
  await window.keyboard.press('v');
  await expect(compared(window, /^New/).first()).toBeVisible();
  const fresh = await compared(window, /^New/).count();
  await compare(window).getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(window.getByText('Comparison copied as Markdown')).toBeVisible();
  const text = await window.evaluate(async () => navigator.clipboard.readText());
  expect(text).toContain('# Harbor: ');
  expect(text).toContain(`## New (${fresh})`);
  expect(text).toContain('Rates are unknown');
  await compare(window).getByRole('button', { name: 'Swap before and after' }).click();
  await expect(compare(window).getByRole('combobox', { name: 'Before' })).toHaveValue(/^2\.1\.0/);
  await expect(compared(window, /^Gone/).first()).toBeVisible();
});

test.describe('news', () => {
  /** A crash of a minute ago, as Xcode would give it to the clipboard. */
  function crashOfNow(name: string): string {
    const crashedAt = new Date(Date.now() - 60_000).toISOString().replace('T', ' ').replace('Z', '0 +0000');
    return buildIps({ seed: name, crashedAt, frames: [{ symbol: `${name}()` }] });
  }

  /** Gives the host a crash without the page's doing, as a synchronisation would. */
  async function arrive(page: Page, name: string): Promise<void> {
    const { href, origin } = new URL('/api/import.text', page.url());
    const answer = await page.request.post(href, {
      data: { job: name, text: crashOfNow(name) },
      headers: { origin, 'sec-fetch-site': 'same-origin' },
    });
    expect(answer.ok()).toBe(true);
  }

  /** Makes the page believe that nobody looks, and notes what it asks the browser to show. */
  async function lookAway(page: Page, permission: NotificationPermission): Promise<void> {
    await page.evaluate((granted) => {
      const shown: string[] = [];
      class Shown extends EventTarget {
        static permission = granted;
        static async requestPermission(): Promise<NotificationPermission> {
          shown.push('asked');
          return Promise.resolve('granted');
        }
        close(): void {
          shown.push('closed');
        }
        constructor(title: string) {
          super();
          shown.push(title);
          Object.assign(globalThis, { newest: this });
        }
      }
      Object.assign(globalThis, { Notification: Shown, shown });
      document.hasFocus = () => false;
    }, permission);
  }

  const shown = (page: Page): Promise<unknown> => page.evaluate('globalThis.shown');

  test('several crashes are one notification, whose click leads to one of them', async ({ window }) => {
    await addSamples(window);
    await lookAway(window, 'granted');
    await arrive(window, 'moor');
    await arrive(window, 'anchor');
    await expect.poll(async () => shown(window)).toEqual(['2 new crashes in Pier']);
    await window.evaluate('globalThis.newest.dispatchEvent(new Event("click"))');
    await expect(title(window)).toContainText(/^(moor|anchor)\(\)/);
  });

  test('the browser is asked for permission when there first is something to tell', async ({ window }) => {
    await addSamples(window);
    await lookAway(window, 'default');
    expect(await shown(window)).toEqual([]);
    await arrive(window, 'moor');
    await expect(window.getByText('1 new crash in Pier')).toBeVisible();
    await window.getByRole('button', { name: 'Notify Me' }).click();
    expect(await shown(window)).toEqual(['asked']);
  });

  test('who looks is told by a quiet line, and old files are told to nobody', async ({ window }) => {
    // The samples are old crashes.
    await addSamples(window);
    await rows(window).first().click();
    await window.waitForTimeout(3500);
    await expect(window.getByText(/new crash/)).toBeHidden();
    await arrive(window, 'moor');
    await expect(window.getByText('1 new crash in Pier')).toBeVisible();
    await window.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(title(window)).toContainText('moor()');
  });
});
