/** The samples' feedback: what a first run shows without a key, and how it leaves again. */
import type { Locator, Page } from '@playwright/test';
import { addSamples, expectAccessible, picture, title } from './acts.ts';
import { expect, test } from './host.ts';

function sources(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Sources' });
}

function rows(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Feedback' }).getByRole('option');
}

test.beforeEach(async ({ window }) => {
  await addSamples(window);
  await sources(window).getByRole('button', { name: 'Feedback' }).click();
  await expect(rows(window).first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`shows comment, screenshot and device at a glance in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const drawn = window.getByRole('figure').locator('img');
    await expect(drawn).toBeVisible();
    // Fitted: the whole of it is in sight.
    await expect(drawn).toBeInViewport({ ratio: 1 });
    for (const [width, height] of [
      [900, 600],
      [1440, 900],
      [1600, 1000],
    ] as const) {
      await window.setViewportSize({ width, height });
      await picture(window, `sample-feedback-${theme}-${width}`);
    }
    await expectAccessible(window);
    await window.keyboard.press('g');
    await expect(window.getByRole('listbox', { name: 'Screenshots' }).locator('img').first()).toBeVisible();
    await picture(window, `sample-gallery-${theme}`);
  });
}

test('a crash and what its tester wrote lead to each other', async ({ window }) => {
  const told = rows(window).filter({ hasText: 'crash' }).filter({ hasNotText: 'without a comment' }).first();
  await told.click();
  // Only feedback with a crash has this button: once it is there, the title is of the feedback that was chosen.
  const crash = window.getByRole('region', { name: 'About this feedback' }).getByRole('button', { name: /EXC_/ });
  await expect(crash).toBeVisible();
  const comment = (await title(window).textContent()) ?? '';
  expect(comment).toContain('“');
  await crash.click();
  await expect(title(window)).toContainText('in Harbor');
  const card = window.getByRole('region', { name: 'Feedback of the tester' });
  await expect(card).toContainText(comment);
  await expect(card.locator('img').first()).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'sample-crash-with-feedback-light');
  await card.getByRole('listitem').getByRole('button').first().click();
  await expect(window.getByRole('figure').locator('img')).toBeVisible();
});

test('leaves with the samples; what remains says how to connect and brings them back', async ({ window }) => {
  await sources(window).getByRole('button', { name: 'Remove sample crashes' }).click();
  await expect(window.getByRole('heading', { name: 'Feedback from TestFlight' })).toBeVisible();
  await expect(sources(window).getByRole('button', { name: 'Feedback' })).toHaveText('Feedback');
  await window.getByRole('button', { name: 'Try with Samples' }).click();
  await expect(rows(window).first()).toBeVisible();
});
