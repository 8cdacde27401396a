/** The address is the state: links to crashes, reports and views, back and forward, and the place where a window was left. */
import { addSamples, expectAccessible, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';

test.beforeEach(async ({ window }) => {
  await addSamples(window);
  await expect(window).toHaveURL(/#\/signature\//);
});

const clipboard = async (): Promise<string> => navigator.clipboard.readText();

test('a copied link opens the crash in another tab, selected and in sight', async ({ window, context }) => {
  await window.setViewportSize({ width: 1440, height: 420 });
  await window.getByRole('listbox', { name: 'Crashes' }).focus();
  await window.keyboard.press('End');
  const wanted = (await selectedRow(window).getAttribute('data-signature')) ?? '';
  await window.keyboard.press('Control+Shift+l');
  await expect(window.getByText('Link copied')).toBeVisible();
  const link = await window.evaluate(clipboard);
  expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/#/signature/${wanted}$`));

  const other = await context.newPage();
  await other.setViewportSize({ width: 1440, height: 420 });
  await other.goto(link);
  await expect(selectedRow(other)).toHaveAttribute('data-signature', wanted);
  await expect(selectedRow(other)).toBeInViewport();
});

test('a link to a report shows that report', async ({ window, context }) => {
  await rows(window).filter({ hasText: 'avatarURL' }).first().click();
  await expect(window.getByText(/^Report 1 of \d+$/)).toBeVisible();
  await window.keyboard.press(']');
  await expect(window.getByText(/^Report 2 of \d+$/)).toBeVisible();
  await window.keyboard.press(']');
  await expect(window.getByText(/^Report 3 of \d+$/)).toBeVisible();
  await window.keyboard.press('Control+Shift+l');
  await expect(window.getByText('Link copied')).toBeVisible();
  const link = await window.evaluate(clipboard);
  expect(link).toContain('#/report/');
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByText(/^Report 3 of \d+$/)).toBeVisible();
  await expect(title(other)).toContainText('avatarURL');
});

test('a link to a crash that is done finds it among all', async ({ window }) => {
  const wanted = (await rows(window).nth(3).getAttribute('data-signature')) ?? '';
  await rows(window).nth(3).click();
  await window.keyboard.press('e');
  await expect(rows(window).and(window.locator(`[data-signature="${wanted}"]`))).toHaveCount(0);
  await window.goto(`${new URL(window.url()).origin}/#/signature/${wanted}`);
  await expect(selectedRow(window)).toHaveAttribute('data-signature', wanted);
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('All Crashes');
});

test('a link that leads nowhere says so and leaves what is on screen', async ({ window }) => {
  const before = (await title(window).textContent()) ?? '';
  const origin = new URL(window.url()).origin;
  await window.goto(`${origin}/#/signature/nobody`);
  await expect(window.getByText('This link leads to a signature that is not in this library.')).toBeVisible();
  await window.goto(`${origin}/#/report/nobody`);
  await expect(window.getByText('This link leads to a report that is not in this library.')).toBeVisible();
  await window.goto(`${origin}/#/somewhere/else`);
  await expect(window.getByText('This link does not lead anywhere in Faultline.')).toBeVisible();
  await expect(title(window)).toHaveText(before);
  await expectAccessible(window);
});

test('a view is a link: filters, search and order', async ({ window, context }) => {
  await window
    .getByRole('navigation')
    .getByRole('button', { name: /^2\.0\.5/ })
    .click();
  await window.getByRole('button', { name: /^Sort by/ }).click();
  await window.getByRole('menuitemcheckbox', { name: 'Count' }).click();
  await window.keyboard.press('/');
  await window.keyboard.type('harbor');
  await expect(window).toHaveURL(/version=2\.0\.5.*search=harbor&sort=count/);
  const shown = await rows(window).evaluateAll((all) => all.map((row) => row.getAttribute('data-signature')));
  const other = await context.newPage();
  await other.goto(window.url());
  await expect(rows(other)).toHaveCount(shown.length);
  expect(await rows(other).evaluateAll((all) => all.map((row) => row.getAttribute('data-signature')))).toEqual(shown);
  await expect(other.getByRole('searchbox', { name: 'Search crashes' })).toHaveValue('harbor');
  await expect(other.getByRole('button', { name: 'Sort by: Count' })).toBeVisible();
});

test('back and forward go through the views, and typing is one step', async ({ window }) => {
  const head = window.getByRole('heading', { level: 1 });
  const all = await rows(window).count();
  const navigation = window.getByRole('navigation');
  await navigation.getByRole('button', { name: /^All/ }).click();
  await expect(head).toHaveText('All Crashes');
  await window.keyboard.press('/');
  await window.keyboard.type('feed', { delay: 180 });
  await expect(window).toHaveURL(/search=feed/);
  await expect(rows(window).first()).toContainText('FeedModel');
  await navigation.getByRole('button', { name: /^Feedback/ }).click();
  await expect(window).toHaveURL(/#\/feedback$/);
  await expect(head).toHaveText('Feedback');
  await window.goBack();
  await expect(head).toHaveText('All Crashes');
  await expect(window.getByRole('searchbox', { name: 'Search crashes' })).toHaveValue('feed');
  await window.goBack();
  await expect(window.getByRole('searchbox', { name: 'Search crashes' })).toHaveValue('');
  await expect(head).toHaveText('All Crashes');
  await window.goBack();
  await expect(head).toHaveText('Crashes');
  await expect(rows(window)).toHaveCount(all);
  await window.keyboard.press('Control+]');
  await expect(head).toHaveText('All Crashes');
  await window.keyboard.press('Control+[');
  await expect(head).toHaveText('Crashes');
});

test('moving through the list is no step of the history', async ({ window }) => {
  const before = await window.evaluate(() => history.length);
  await window.getByRole('listbox', { name: 'Crashes' }).focus();
  for (let step = 0; step < 4; step += 1) await window.keyboard.press('j');
  const wanted = (await selectedRow(window).getAttribute('data-signature')) ?? '';
  await expect(window).toHaveURL(new RegExp(wanted));
  expect(await window.evaluate(() => history.length)).toBe(before);
});

test('a window opens as it was left: view, order, selection and scroll', async ({ window }) => {
  await window.setViewportSize({ width: 1440, height: 420 });
  await window.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await window.getByRole('button', { name: /^Sort by/ }).click();
  await window.getByRole('menuitemcheckbox', { name: 'Count' }).click();
  const list = window.getByRole('listbox', { name: 'Crashes' });
  await list.focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('PageDown');
  await window.keyboard.press('j');
  await window.keyboard.press('j');
  const selected = (await selectedRow(window).getAttribute('data-signature')) ?? '';
  await expect(window).toHaveURL(new RegExp(`${selected}.*sort=count`));
  const first = async (): Promise<number> => list.evaluate((element) => Math.round(element.scrollTop / 68));
  const top = await first();
  expect(top).toBeGreaterThan(0);

  // A new run begins without an address.
  await window.goto('about:blank');
  await window.goBack();
  const origin = new URL(window.url()).origin;
  await window.evaluate(() => history.replaceState(null, '', '/'));
  await window.goto(`${origin}/`);
  await window.reload();
  await expect(selectedRow(window)).toHaveAttribute('data-signature', selected);
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('All Crashes');
  await expect(window.getByRole('button', { name: 'Sort by: Count' })).toBeVisible();
  await expect.poll(first).toBe(top);
});
