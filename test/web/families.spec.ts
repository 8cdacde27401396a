/** Families of reports beside crashes: each has its view, its words and its tabs, can be read by keys and by axe. */
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { ReportKind } from '../../shared/report/report.ts';
import { addSamples, drop, expectAccessible, picture, rows, selectedRow } from './acts.ts';
import { FAMILIES, answerWith, largeTree } from './families.ts';
import type { Family } from './families.ts';
import { expect, project, test } from './host.ts';

async function show(page: Page, kind: ReportKind, part: Parameters<typeof answerWith>[2]): Promise<void> {
  await answerWith(page, kind, part);
  await page.reload();
  await rows(page).first().click();
}

/** What the page asked for last may be answered after the host has gone. */
test.afterEach(async ({ window }) => window.unrouteAll({ behavior: 'ignoreErrors' }));

const panel = (page: Page): Locator => page.getByRole('tabpanel');
const tree = (page: Page): Locator => page.getByRole('treegrid');
const nodes = (page: Page): Locator => tree(page).locator('[data-node]');
const node = (page: Page, name: string): Locator => nodes(page).filter({ hasText: name }).first();

/** What tells that the family's view is there, and how its first tab is called. */
const SEEN: Readonly<Record<Family, { readonly tab: string; readonly text: string }>> = {
  hang: { tab: 'Hang', text: 'Did not respond for 2.2 s' },
  cpu: { tab: 'CPU', text: 'Used the processor for 144 s within 178 s (81 %)' },
  'disk-writes': { tab: 'Disk writes', text: 'Wrote 2.15 GB to disk within 4 h' },
  jetsam: { tab: 'Memory', text: 'Harbor used 1.44 GB of 1.44 GB allowed' },
  panic: { tab: 'Panic', text: 'watchdog timeout: no checkins from watchdogd in 92 seconds' },
  stackshot: { tab: 'Processes', text: 'SpringBoard' },
  metrics: { tab: 'Metrics', text: 'Foreground time' },
};
const FAMILY_NAMES = ['hang', 'cpu', 'disk-writes', 'jetsam', 'panic', 'stackshot', 'metrics'] as const;

for (const theme of ['light', 'dark'] as const) {
  test(`every family is shown and accessible in ${theme}`, async ({ window }) => {
    test.slow();
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await addSamples(window);
    for (const kind of FAMILY_NAMES) {
      const { tab, text } = SEEN[kind];
      await show(window, kind, FAMILIES[kind]);
      await expect(window.getByRole('tab').first()).toHaveText(tab);
      await expect(panel(window).getByText(text).first()).toBeVisible();
      if ('trees' in FAMILIES[kind].body && FAMILIES[kind].body.trees.length > 0)
        await expect(tree(window)).toBeVisible();
      await expectAccessible(window);
      for (const [width, height] of [
        [900, 600],
        [1600, 1000],
      ] as const) {
        await window.setViewportSize({ width, height });
        await picture(window, `${kind}-${theme}-${width}`);
      }
    }
  });
}

/** Milliseconds of the page's own processor time for each screen that it scrolls; others may use the computer, too. */
async function timeOfScrolling(page: Page, screens: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const used = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await used();
  await page.evaluate(async (steps) => {
    const panel = document.querySelector('[role="tabpanel"]');
    for (let step = 0; step < steps; step += 1) {
      panel?.scrollBy(0, -700);
      // One frame after the next: what the scroll set off is drawn.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }
  }, screens);
  return ((await used()) - before) * (1000 / screens);
}

test.describe('a call tree', () => {
  test.beforeEach(async ({ window }) => {
    await addSamples(window);
    await show(window, 'hang', FAMILIES.hang);
    await expect(tree(window)).toBeVisible();
  });

  test('opens at its heaviest path, and marks it', async ({ window }) => {
    const heaviest = nodes(window).filter({ hasText: '__psynch_mutexwait' });
    await expect(heaviest).toHaveAttribute('aria-label', /96|on the heaviest path/);
    await expect(heaviest).toContainText('blocked by pthread mutex');
    await expect(node(window, 'CA::Transaction::commit()')).toHaveAttribute('aria-expanded', 'false');
    await expect(node(window, 'start')).toContainText('100 %');
  });

  test('is walked, opened and closed by arrow keys', async ({ window }) => {
    const commit = node(window, 'CA::Transaction::commit()');
    await commit.click();
    await expect(commit).toBeFocused();
    await window.keyboard.press('ArrowRight');
    await expect(commit).toHaveAttribute('aria-expanded', 'true');
    await window.keyboard.press('ArrowRight');
    await expect(node(window, 'BadgeView.draw')).toBeFocused();
    await window.keyboard.press('ArrowLeft');
    await expect(commit).toBeFocused();
    await window.keyboard.press('ArrowLeft');
    await expect(commit).toHaveAttribute('aria-expanded', 'false');
    await window.keyboard.press('Home');
    await expect(node(window, 'start')).toBeFocused();
    await window.keyboard.press('ArrowLeft');
    await expect(nodes(window)).toHaveCount(1);
    await window.keyboard.press('Alt+ArrowRight');
    await expect(node(window, 'BadgeView.draw')).toBeVisible();
    await window.keyboard.press('End');
    await expect(nodes(window).last()).toBeFocused();
  });

  test('turns over: what ran stands at the roots, and nothing is lost', async ({ window }) => {
    await window.getByRole('button', { name: 'Invert' }).click();
    const roots = tree(window).locator('[aria-level="1"]');
    await expect(roots.first()).toContainText('__psynch_mutexwait');
    const shares = await roots.locator('[role="gridcell"]:nth-child(2)').allTextContents();
    expect(shares.reduce((sum, text) => sum + Number(text), 0)).toBe(217);
  });

  test('hides system frames by the switch of the stacks, and keeps their counts', async ({ window }) => {
    await window.getByRole('checkbox', { name: 'Hide system frames' }).check();
    await expect(nodes(window).filter({ hasText: 'UIApplicationMain' })).toHaveCount(0);
    await expect(node(window, 'main')).toContainText('217');
    await expect(node(window, 'TileStore.decode')).toContainText('121');
  });

  test('is searched by the find bar, closed branches included', async ({ window }) => {
    await window.keyboard.press('ControlOrMeta+f');
    await window.keyboard.type('badge');
    await expect(window.getByRole('search', { name: 'Find in stack' })).toContainText('1 of 2');
    await expect(node(window, 'BadgeView.draw')).toHaveAttribute('data-found', '');
    await window.keyboard.press('Escape');
    await expect(node(window, 'BadgeView.draw')).toBeFocused();
  });

  test('is chosen among others by name', async ({ window }) => {
    await window.getByRole('button', { name: /Main Thread/ }).click();
    await window.keyboard.type('tiles');
    await window.keyboard.press('Enter');
    await expect(node(window, 'TileStore.prefetch')).toBeVisible();
    await expect(node(window, 'UIApplicationMain')).toHaveCount(0);
  });

  test('is copied as it is open', async ({ window }) => {
    await window.getByRole('button', { name: 'Copy call tree' }).click();
    await expect(window.getByText('Call tree copied')).toBeVisible();
    const text = await window.evaluate(async () => navigator.clipboard.readText());
    expect(text.split('\n')[0]).toBe('217  100 %  start + 24 (dyld)');
    expect(text).toContain('TileStore.decode(_:) + 24 (TileStore.swift:240)');
    expect(text).not.toContain('BadgeView');
  });

  test('says why a frame has no name, and what mends it', async ({ window }) => {
    await expect(node(window, 'no dSYM')).toContainText('choose dSYM…');
  });

  test('of 100,000 nodes keeps only what is in sight in the document', async ({ window }) => {
    const large = { ...FAMILIES.hang, body: { ...FAMILIES.hang.body, trees: [largeTree(100_000)] } };
    await show(window, 'hang', large);
    await node(window, 'work0()').click();
    await window.keyboard.press('Home');
    await window.keyboard.press('ArrowLeft');
    await window.keyboard.press('Alt+ArrowRight');
    await expect(tree(window)).toHaveAttribute('aria-rowcount', /^\d{5,6}$/);
    await window.keyboard.press('End');
    await expect(nodes(window).last()).toBeFocused();
    await expect(nodes(window).last()).toBeInViewport();
    expect(await nodes(window).count()).toBeLessThan(120);
    expect(await timeOfScrolling(window, 30), 'milliseconds of the processor for a screen').toBeLessThan(60);
  });
});

test('processes by memory are sorted and searched, and the one that was ended stands out', async ({ window }) => {
  await addSamples(window);
  await show(window, 'jetsam', FAMILIES.jetsam);
  const names = (): Promise<readonly string[]> => window.getByRole('rowheader').allTextContents();
  await expect.poll(async () => (await names())[0]).toContain('ended: per-process-limit');
  await window.getByRole('columnheader', { name: 'Process' }).getByRole('button').click();
  await expect.poll(async () => (await names())[0]).toContain('backboardd');
  await window.getByRole('searchbox', { name: 'Search processes' }).fill('daemon');
  await expect(window.getByText('2 processes', { exact: true })).toBeVisible();
});

test('processes of a stackshot open to threads, with what they wait for', async ({ window }) => {
  await addSamples(window);
  await show(window, 'stackshot', FAMILIES.stackshot);
  await window.getByRole('searchbox', { name: 'Search processes' }).fill('mutex');
  const process = window.getByRole('button', { name: /^Harbor/ }).last();
  await expect(process).toHaveAttribute('aria-expanded', 'false');
  await process.click();
  await expect(window.getByText('blocked by pthread mutex owned by thread 0x9f3')).toBeVisible();
  await expect(window.getByRole('grid').first()).toContainText('TileStore.decode(_:)');
});

test('tabs without anything in them are not offered', async ({ window }) => {
  await addSamples(window);
  await show(window, 'jetsam', FAMILIES.jetsam);
  const tabs = (): Promise<readonly string[]> => window.getByRole('tab').allTextContents();
  await expect.poll(tabs).toEqual(['Memory', 'Overview', expect.stringMatching(/^Reports/), 'Raw']);
  await show(window, 'panic', FAMILIES.panic);
  await expect.poll(tabs).toEqual(['Panic', 'Processes3', 'Overview', expect.stringMatching(/^Reports/), 'Raw']);
});

test('files of every family open to a view that has no violations', async ({ window }) => {
  test.slow();
  await drop(window, join(project, 'test', 'fixtures', 'families'));
  await expect(rows(window).first()).toBeVisible();
  const seen = new Set<string>();
  await rows(window).first().click();
  for (let step = 0; step < 100; step += 1) {
    const position = await selectedRow(window).getAttribute('aria-posinset');
    const panelText = await panel(window).innerText();
    expect(panelText.trim()).not.toBe('');
    const tab = await window.getByRole('tab').first().innerText();
    if (!seen.has(tab)) await expectAccessible(window);
    seen.add(tab);
    if (position === (await selectedRow(window).getAttribute('aria-setsize'))) break;
    await window.keyboard.press('ArrowDown');
    await expect(selectedRow(window)).toHaveAttribute('aria-posinset', String(Number(position) + 1));
  }
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'Call Tree',
      'CPU',
      'Disk writes',
      'Hang',
      'Memory',
      'Metrics',
      'Panic',
      'Processes',
      'Spin',
    ]),
  );
});
