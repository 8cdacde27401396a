/** Export from the window: what is chosen is what is saved; redaction; Markdown by the keyboard; frames in an editor. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { parseCsv } from '../fixtures/csv.ts';
import { expect, test } from './host.ts';
import { addSamples, expectAccessible, frames, picture, rows, title } from './acts.ts';

async function exported(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Export…' }).click();
  const download = await waiting;
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeHidden();
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'latin1') };
}

test('the whole view as CSV: a line for each crash, and the choice is remembered', async ({ window }) => {
  await addSamples(window);
  const total = await rows(window).first().getAttribute('aria-setsize');
  await window.keyboard.press('Control+Shift+E');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByText(/^All \d+ crashes of this view$/).click();
  await dialog.getByText('CSV').click();
  await expect(dialog.getByText(`A line for each of ${total} crashes`)).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'export-light');
  const { name, text } = await exported(window);
  expect(name).toMatch(/^Crashes \d{4}-\d{2}-\d{2}\.csv$/);
  expect(text.trimEnd().split('\r\n')).toHaveLength(Number(total) + 1);
  await expect(window.getByText(`Exported ${total} crashes`)).toBeVisible();
  await window.keyboard.press('Control+Shift+E');
  await expect(dialog.getByRole('radio', { name: 'CSV' })).toBeChecked();
});

test('original files and redaction exclude each other, and Apple text is offered', async ({ window }) => {
  await addSamples(window);
  await window.keyboard.press('Control+Shift+E');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('Original Files').click();
  await dialog.getByRole('checkbox', { name: 'Redact' }).check();
  await expect(dialog.getByRole('alert')).toContainText('cannot be redacted');
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await expectAccessible(window);
  await picture(window, 'export-refused-light');
  await window.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(window);
  await picture(window, 'export-refused-dark');
  await dialog.getByRole('button', { name: 'Export Apple Text instead' }).click();
  await expect(dialog.getByRole('alert')).toBeHidden();
  const { name, text } = await exported(window);
  expect(name).toMatch(/\.crash$/);
  expect(text).toMatch(/CrashReporter Key:\s+DEVICE-\w{6}/);
});

test('all reports of a crash as a zip of what came', async ({ window }) => {
  await addSamples(window);
  await window.keyboard.press('Control+Shift+E');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('Original Files').click();
  await dialog.getByText(/^All \d+ reports$/).click();
  const { name, text } = await exported(window);
  expect(name).toMatch(/\.zip$/);
  expect(text.startsWith('PK')).toBe(true);
});

test('a filtered view is counted and exported with the reports that match, and no others', async ({ window }) => {
  await addSamples(window);
  await window.goto(`${new URL(window.url()).origin}/#/crashes?os=iOS%2017.2.1`);
  await expect(window.getByText('iOS 17.2.1').first()).toBeVisible();
  await expect(rows(window).first()).toBeVisible();
  await window.keyboard.press('Control+Shift+E');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByText(/^All \d+ crashes of this view$/).click();
  await dialog.getByText('CSV').click();
  await dialog.getByText(/^All \d+ reports$/).click();
  const said = (await dialog.getByText(/^A line for each of \d+ reports$/).textContent()) ?? '';
  const { text } = await exported(window);
  const [head = [], ...lines] = parseCsv(text);
  expect(said).toBe(`A line for each of ${lines.length} reports`);
  expect(lines.length).toBeGreaterThan(1);
  expect(new Set(lines.map((line) => line[head.indexOf('os')]))).toEqual(new Set(['iOS 17.2.1']));
  await expect(window.getByText(`${lines.length} reports`, { exact: false }).first()).toBeVisible();
});

test('⇧⌘C copies the signature with its counts and why its reports are together', async ({ window }) => {
  await addSamples(window);
  const shown = (await title(window).textContent()) ?? '';
  await window.keyboard.press('Control+Shift+C');
  await expect(window.getByText('Copied as Markdown', { exact: true })).toBeVisible();
  const copied = await window.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll('\\', '')).toContain(shown.replace(/ in Harbor$/, ''));
  expect(copied).toMatch(/\| Crashes \| \d+ \|/);
  expect(copied).toContain('**Why together:**');
  expect(copied).toContain('## This report');
});

test('where the host has no display, opening a frame in an editor is not offered', async ({ window }) => {
  await addSamples(window);
  await expect(frames(window).filter({ hasText: '.swift' }).first()).toBeVisible();
  await expect(
    window
      .getByRole('grid')
      .first()
      .getByRole('button', { name: /\.swift/ }),
  ).toHaveCount(0);
  await window.keyboard.press('Control+k');
  await window.keyboard.type('Open in Visual');
  await expect(window.getByRole('option', { name: /^Open in/ })).toHaveCount(0);
});

for (const size of [
  { width: 900, height: 600 },
  { width: 1600, height: 1000 },
]) {
  test(`the export fits ${size.width} × ${size.height}`, async ({ window }) => {
    await window.setViewportSize(size);
    await addSamples(window);
    await window.keyboard.press('Control+Shift+E');
    const dialog = window.getByRole('dialog', { name: 'Export' });
    await expect(dialog.getByText(/reports$/).first()).toBeVisible();
    await picture(window, `export-${size.width}`);
    await expect(dialog.getByRole('button', { name: 'Export…' })).toBeInViewport();
  });
}
