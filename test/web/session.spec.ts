/** What the window says when its host is gone or no longer knows it. */
import { addSamples, picture, rows } from './acts.ts';
import { expect, test } from './host.ts';

test('an expired session says how to open a new one', async ({ page, host }) => {
  await page.goto(host.url);
  await expect(page.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
  await page.route('**/api/*', async (route) =>
    route.fulfill({ status: 401, json: { ok: false, fault: { kind: 'forbidden', message: 'No session.' } } }),
  );
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
  await expect(page.getByText(/Start `faultline web` again/)).toBeVisible();
});

test('what was read stays readable when the host stops', async ({ page, host }) => {
  await page.goto(host.url);
  await addSamples(page);
  await host.stop();
  await expect(page.getByText('Not connected.')).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await picture(page, 'not-connected-light');
});
