/** Files that could not be read: why, what they might be, all of their text, another try, and the way out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drop, expectAccessible, picture } from './acts.ts';
import { expect, test } from './host.ts';

let folder = '';

test.beforeEach(async ({ window }) => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-unread-'));
  const texts = {
    'shopping.txt': `eggs\n${'milk and more of it\n'.repeat(500)}the last line`,
    'cut.ips': 'what is left of a file that was cut off',
    'empty.crash': '',
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  await drop(window, ...Object.keys(texts).map((name) => join(folder, name)));
  await window
    .getByRole('navigation')
    .getByRole('button', { name: /^Unread files/ })
    .click();
});

test.afterEach(async () => rm(folder, { recursive: true, force: true }));

for (const theme of ['light', 'dark'] as const) {
  test(`say why, what they might be and what helps, accessible in ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const detail = window.getByRole('region', { name: 'Detail' });
    await window.getByRole('button', { name: /^cut\.ips/ }).click();
    await expect(detail).toContainText('By its name a report of Apple’s, by its content none');
    await expectAccessible(window);
    await picture(window, `unread-${theme}`);
    await window.getByRole('button', { name: /^shopping\.txt/ }).click();
    await expect(detail).not.toContainText('the last line');
    await detail.getByRole('button', { name: 'Show all' }).click();
    await expect(detail).toContainText('the last line');
    await window.setViewportSize({ width: 900, height: 600 });
    await picture(window, `unread-${theme}-900`);
  });
}

test('are tried again one by one, and say when that was in vain', async ({ window }) => {
  await window.getByRole('region', { name: 'Detail' }).getByRole('button', { name: 'Try Again' }).click();
  await expect(window.getByText('It cannot be read yet')).toBeVisible();
  await window.getByRole('button', { name: 'Try all again' }).click();
  await expect(window.getByText('None of them can be read yet')).toBeVisible();
});

test('are deleted after a question that says how many', async ({ window }) => {
  const list = window.getByRole('region', { name: 'Unread files' }).getByRole('listitem');
  await window.getByRole('button', { name: /^cut\.ips/ }).click();
  const total = await list.count();
  await window.getByRole('region', { name: 'Detail' }).getByRole('button', { name: 'Delete…' }).click();
  const question = window.getByRole('dialog', { name: 'Delete cut.ips?' });
  await expectAccessible(window);
  await picture(window, 'unread-delete');
  await window.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(list).toHaveCount(total);
  await window.getByRole('button', { name: /^cut\.ips/ }).press('Delete');
  await question.getByRole('button', { name: 'Delete 1 unread file' }).click();
  await expect(list).toHaveCount(total - 1);
  await window.getByRole('button', { name: 'Delete all…' }).click();
  await window.getByRole('button', { name: `Delete ${total - 1} unread files` }).click();
  await expect(window.getByText('No unread files')).toBeVisible();
});
