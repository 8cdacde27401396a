/** Reading a stack: folds, the switch for system frames, keys within it, copies, and why the report is in its group. */
import { addSamples, frames, rows, title } from './acts.ts';
import { expect, test } from './host.ts';

test.beforeEach(async ({ window }) => {
  await addSamples(window);
  await rows(window).filter({ hasText: 'FeedModel' }).first().click();
  await expect(title(window)).toContainText('FeedModel');
});

const clipboard = async (): Promise<string> => navigator.clipboard.readText();

test('long runs of system frames are folded and open in place', async ({ window }) => {
  const fold = window.getByRole('button', { name: /\d+ frames of UIKitCore/ });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  const before = await frames(window).count();
  const hidden = Number((await fold.textContent())?.match(/\d+/)?.[0]);
  await fold.click();
  await expect(frames(window)).toHaveCount(before + hidden);
});

test('one switch hides all system frames', async ({ window }) => {
  await window.getByRole('checkbox', { name: 'Hide system frames' }).check();
  for (const frame of await frames(window).all()) await expect(frame).toContainText('Harbor');
  await window.getByRole('tab', { name: 'Threads' }).click();
  await expect(window.getByRole('checkbox', { name: 'Hide system frames' })).toBeChecked();
});

test('a frame reads as number, image, function, line', async ({ window }) => {
  const blamed = frames(window).filter({ hasText: 'FeedModel.swift:' }).first();
  await expect(blamed).toHaveAttribute('aria-label', /^frame \d+, Harbor, .*FeedModel.*, line \d+/);
});

test('arrows walk the frames, and the one with the focus is copied', async ({ window }) => {
  await rows(window).first().page().keyboard.press('Enter');
  await expect(frames(window).first()).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(frames(window).nth(1)).toBeFocused();
  await window.keyboard.press('Control+c');
  await expect(window.getByText('Frame copied')).toBeVisible();
  expect(await window.evaluate(clipboard)).toMatch(/Harbor\s+.*FeedModel.*\(FeedModel\.swift:\d+\)/);
});

test('the stack is copied with its columns aligned', async ({ window }) => {
  await window.getByRole('button', { name: 'Copy', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Copy Stack' }).click();
  await expect(window.getByText('Stack copied')).toBeVisible();
  const lines = (await window.evaluate(clipboard)).split('\n');
  const columns = new Set(lines.map((line) => line.match(/^\d+\s+\S+\s+/)?.[0].length));
  expect(lines.length).toBeGreaterThan(5);
  expect(columns.size).toBe(1);
});

test('the report is copied as Markdown and as it came', async ({ window }) => {
  await window.keyboard.press('Control+Shift+c');
  await expect(window.getByText('Copied as Markdown')).toBeVisible();
  const markdown = await window.evaluate(clipboard);
  expect(markdown).toContain('```');
  expect(markdown).toMatch(/FeedModel\.swift:\d+/);
  await window.getByRole('tab', { name: 'Raw' }).click();
  await window.getByRole('button', { name: 'Copy Raw Report' }).click();
  await expect(window.getByText('Copied the raw report')).toBeVisible();
  expect(await window.evaluate(clipboard)).toMatch(/^\{"app_name":"Harbor"/);
});

test('the group explains itself', async ({ window }) => {
  await window.getByRole('button', { name: 'why?' }).click();
  await expect(window.getByRole('heading', { name: /^Frames used/ })).toBeVisible();
  await expect(
    window.getByRole('region', { name: 'Detail' }).getByRole('listitem').filter({ hasText: 'FeedModel' }).first(),
  ).toBeVisible();
});

test('images are found by name and say where their symbols stand', async ({ window }) => {
  await window.getByRole('tab', { name: 'Images' }).click();
  await window.getByRole('searchbox', { name: 'Search images' }).fill('harbor');
  await expect(window.getByRole('row', { name: /Harbor/ }).first()).toContainText('dSYM found');
  await expect(window.getByRole('row', { name: /UIKitCore/ })).toHaveCount(0);
});

test('another report of the group is chosen from the list', async ({ window }) => {
  await window.getByRole('tab', { name: 'Reports' }).click();
  await window.getByRole('row').nth(2).getByRole('button').click();
  await expect(window.getByRole('tab', { name: 'Crash' })).toHaveAttribute('aria-selected', 'true');
  await expect(window.getByText(/^Report 2 of \d+$/)).toBeVisible();
});
