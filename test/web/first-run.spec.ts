/** The first run: an empty library, the samples in one click, and gone again in one. */
import { addSamples, expectAccessible, frames, picture, rows, title } from './acts.ts';
import { expect, test } from './host.ts';

test('an empty library says what to do next', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
  await expect(window.getByRole('main').getByRole('button', { name: 'Open…' })).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'welcome-light');
});

test('samples arrive symbolicated, with one of them selected', async ({ window }) => {
  await addSamples(window);
  expect(await rows(window).count()).toBeGreaterThanOrEqual(8);
  await expect(title(window)).toContainText('in Harbor');
  await expect(
    frames(window)
      .filter({ hasText: /\w+\.swift:\d+/ })
      .first(),
  ).toBeVisible();
  await expect(window.getByRole('navigation', { name: 'Sources' })).toContainText(
    /dSYMs · \d+ reports wait for symbols/,
  );
});

test('samples are removed in one click', async ({ window }) => {
  await addSamples(window);
  await window.getByRole('button', { name: 'Remove sample crashes' }).click();
  await expect(window.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
});

test('a frame without a name says why and offers the mend', async ({ window }) => {
  await addSamples(window);
  await rows(window).filter({ hasText: 'no symbols' }).first().click();
  const nameless = frames(window)
    .filter({ hasText: /UUID mismatch|no dSYM/ })
    .first();
  await expect(nameless).toBeVisible();
  await expect(nameless.getByRole('button', { name: 'choose dSYM…' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Choose dSYM…', exact: true })).toBeVisible();
  await picture(window, 'waiting-light');
});
