/** 100,000 signatures: the list's pages are answered by the test, everything else by the real host. */
import type { Page } from '@playwright/test';
import type { InboxPage, SignatureRow } from '../../shared/contract.ts';
import { addSamples, picture, rows, selectedRow } from './acts.ts';
import { UNDECIDED } from '../../shared/undecided.ts';
import { expect, test } from './host.ts';

const total = 100_000;

interface Asked {
  readonly offset?: number;
  readonly limit?: number;
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null;
}

function many(model: SignatureRow, { offset = 0, limit = 100 }: Asked): InboxPage {
  const length = Math.max(0, Math.min(limit, total - offset));
  const page = Array.from({ length }, (_, at) => ({
    ...model,
    id: `many-${offset + at}`,
    title: `Generated.function${offset + at}()`,
  }));
  return { total, crashes: total * 3, kind: 'crash', offset, rows: page };
}

/** Answers pages of the inbox with made-up rows, after the time that a busy host takes. */
async function fill(page: Page, model: SignatureRow): Promise<void> {
  await page.route('**/api/inbox.page', async (route) => {
    const asked: unknown = route.request().postDataJSON();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await route.fulfill({ json: { ok: true, value: many(model, isAsked(asked) ? asked : {}) } });
  });
  await page.route('**/api/inbox.position', async (route) =>
    route.fulfill({ json: { ok: true, value: { position: null } } }),
  );
}

const model: SignatureRow = {
  id: 'many',
  kind: 'crash',
  title: '',
  subtitle: 'EXC_BAD_ACCESS · null pointer + 0x10',
  app: 'Harbor',
  bundleId: 'app.faultline.samples.Harbor',
  versions: ['2.1.0'],
  count: 3,
  share: 0.00001,
  devices: 2,
  firstSeen: 1_790_000_000_000,
  lastSeen: 1_795_000_000_000,
  trend: [0, 1, 0, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0, 3],
  symbols: 'complete',
  status: 'open',
  seen: true,
  sample: false,
  triage: UNDECIDED,
};

test.beforeEach(async ({ page, host }) => {
  await page.goto(host.url);
  await addSamples(page);
  await fill(page, model);
  await page.reload();
  await expect(page.getByText('100,000 signatures')).toBeVisible();
});

test('only what is in sight is in the document, at any depth', async ({ page }) => {
  const list = page.getByRole('listbox', { name: 'Crashes' });
  for (const depth of [0.1, 0.5, 0.999]) {
    await list.evaluate((element, share) => {
      element.scrollTop = element.scrollHeight * share;
    }, depth);
    const wanted = Math.floor(total * depth) + 3;
    await expect(rows(page).filter({ hasText: `Generated.function${wanted}()` })).toBeVisible();
    expect(await rows(page).count()).toBeLessThan(60);
  }
  await picture(page, 'many-light');
});

test('End and Home reach the ends, and the position in the set is said', async ({ page }) => {
  await page.getByRole('listbox', { name: 'Crashes' }).focus();
  await page.keyboard.press('End');
  await expect(selectedRow(page)).toHaveAttribute('aria-posinset', String(total));
  await expect(selectedRow(page)).toHaveAttribute('aria-setsize', String(total));
  await page.keyboard.press('Home');
  await expect(selectedRow(page)).toHaveAttribute('aria-posinset', '1');
});

test('the selected row stays in the document while the list is scrolled away', async ({ page }) => {
  await rows(page).nth(2).click();
  const list = page.getByRole('listbox', { name: 'Crashes' });
  const active = await list.getAttribute('aria-activedescendant');
  await list.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  await expect(rows(page).filter({ hasText: 'Generated.function50000()' })).toBeVisible();
  await expect(page.locator(`#${active ?? ''}`)).toHaveAttribute('aria-selected', 'true');
});

test('scrolling keeps its pace', async ({ page }) => {
  const list = page.getByRole('listbox', { name: 'Crashes' });
  const frames = await list.evaluate(async (element) => {
    const lengths: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      element.scrollTop += 340;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      lengths.push(now - last);
      last = now;
    }
    return lengths.sort((a, b) => a - b);
  });
  const median = frames[60] ?? 0;
  test.info().annotations.push({ type: 'median frame', description: `${median.toFixed(1)} ms` });
  // 60 frames a second take 16.7 ms each; a software renderer on a busy machine gets three times that.
  expect(median).toBeLessThan(50);
});

test('Control A selects all of them, and an act says exactly which it is about', async ({ page }) => {
  const asked: unknown[] = [];
  await page.route('**/api/triage.act', async (route) => {
    asked.push(route.request().postDataJSON());
    const fault = {
      kind: 'outdated',
      message: 'The view holds 99,999 signatures now, not 100,000. Nothing was changed.',
    };
    await route.fulfill({ json: { ok: false, fault } });
  });
  await page.getByRole('listbox', { name: 'Crashes' }).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('heading', { name: '100,000 crashes selected' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mark 100,000 as Done', exact: true })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText(/Nothing was changed/)).toBeVisible();
  await expect(page.getByText('100,000 signatures')).toBeVisible();
  expect(asked).toMatchObject([{ target: { kind: 'view', expected: total } }]);
});
