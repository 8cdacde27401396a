/** Everything that comes in: drops of files and folders, pasted text, and files that are no reports. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildTar } from '../fixtures/tar.ts';
import { addSamples, drop, expectAccessible, frames, picture, rows, title } from './acts.ts';
import { expect, test } from './host.ts';
import { dsym, reportOf, reportsOf } from './samples.ts';

const watchdog = reportOf('2.1.0', '0x8BADF00D');

test('a dropped report with its dSYM is read with file and line at once', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
  // Measured in the page, from the drop itself to the first line of source on screen.
  const took = window.evaluate(
    async () =>
      new Promise<number>((resolve) => {
        let dropped = 0;
        addEventListener('drop', () => (dropped = performance.now()));
        new MutationObserver(() => {
          if (document.body.textContent.includes('SyncEngine.swift:')) resolve(performance.now() - dropped);
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  await drop(window, watchdog, dsym);
  const milliseconds = await took;
  // Told, not judged: how busy the computer is decides about the time.
  test.info().annotations.push({ type: 'milliseconds', description: milliseconds.toFixed(0) });
  await expect(title(window)).toContainText('SyncEngine');
  await expect(frames(window).filter({ hasText: 'SyncEngine.swift:' }).first()).toBeVisible();
  await expect(window.getByText('1 added · 1 dSYM')).toBeVisible();
});

test('a batch is counted: added, duplicates, no reports', async ({ window }, info) => {
  const letter = info.outputPath('letter.txt');
  writeFileSync(letter, 'Dear crash reporter,\nthis is no crash.\n');
  const [first, second, third] = reportsOf('2.0.5', 'EXC_');
  await drop(window, first ?? '', second ?? '');
  await expect(window.getByText('2 added')).toBeVisible();
  await drop(window, first ?? '', second ?? '', third ?? '', letter);
  await expect(window.getByText('1 added, 2 duplicates, 1 not a crash report')).toBeVisible();
});

test('a file that is no report is kept and listed with its reason', async ({ window }, info) => {
  const letter = info.outputPath('letter.txt');
  writeFileSync(letter, 'Dear crash reporter,\nthis is no crash.\n');
  await drop(window, watchdog, letter);
  await window.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(window.getByRole('heading', { level: 2, name: 'letter.txt' })).toBeVisible();
  await expect(window.getByLabel('Content of the file')).toContainText('this is no crash');
  await expectAccessible(window);
  await window.getByRole('region', { name: 'Detail' }).getByRole('button', { name: 'Try Again' }).click();
  await expect(window.getByText('It cannot be read yet')).toBeVisible();
  await window.getByRole('button', { name: 'Delete…' }).click();
  await window.getByRole('button', { name: 'Delete 1 unread file' }).click();
  await expect(window.getByRole('heading', { name: 'No unread files' })).toBeVisible();
});

test('pasted text is imported, but not while somebody types', async ({ window }) => {
  await addSamples(window);
  await window.evaluate(async (text) => navigator.clipboard.writeText(text), readFileSync(watchdog, 'utf8'));
  await window.getByRole('searchbox', { name: 'Search crashes' }).focus();
  await window.keyboard.press('Control+v');
  await expect(window.getByRole('searchbox', { name: 'Search crashes' })).not.toHaveValue('');
  await window.keyboard.press('Escape');
  await expect(window.getByText('1 duplicate')).toHaveCount(0);
  await rows(window).first().click();
  await window.keyboard.press('Control+v');
  await expect(window.getByText('1 duplicate')).toBeVisible();
});

test('the window shows where files may be dropped, until they are gone', async ({ window }) => {
  await expect(window.getByRole('navigation', { name: 'Sources' })).toBeVisible();
  const session = await window.context().newCDPSession(window);
  const data = { items: [], files: [watchdog], dragOperationsMask: 1 };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 700, y: 450, data });
  await expect(window.getByText('Drop to import')).toBeVisible();
  await picture(window, 'drop-light');
  await session.send('Input.dispatchDragEvent', { type: 'dragCancel', x: 700, y: 450, data });
  await window.mouse.move(600, 400);
  await expect(window.getByText('Drop to import')).toBeHidden();
});

test('chosen files are imported, and so is a chosen folder', async ({ window }) => {
  await window.getByRole('banner').getByRole('button', { name: 'Open…' }).click();
  const files = window.waitForEvent('filechooser');
  await window.getByRole('menuitem', { name: 'Files…' }).click();
  await (await files).setFiles(watchdog);
  await expect(window.getByText('1 added')).toBeVisible();
  await window.getByRole('banner').getByRole('button', { name: 'Open…' }).click();
  const folder = window.waitForEvent('filechooser');
  await window.getByRole('menuitem', { name: 'Folder or dSYM…' }).click();
  await (await folder).setFiles(dsym);
  await expect(window.getByText('1 dSYM · 1 report symbolicated')).toBeVisible();
});

test('a long import says how far it is and can be cancelled', async ({ window }) => {
  // The host takes its time: the answer never comes.
  await window.route('**/upload/*/finish', async () => new Promise(() => {}));
  await drop(window, watchdog);
  await expect(window.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await expect(window.getByText('Reading 1 of 1…')).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByText('The import was cancelled')).toBeVisible();
  await expect(window.getByRole('progressbar')).toHaveCount(0);
});

test('an archive gives the reports in it, and says so', async ({ window }, info) => {
  const archive = info.outputPath('sysdiagnose_2026.11.20_07-15-02+0100_iPhone-OS_iPhone.tar.gz');
  const root = 'sysdiagnose_2026.11.20_07-15-02+0100_iPhone-OS_iPhone';
  const reports = reportsOf('2.0.5', 'EXC_').slice(0, 2);
  const files = reports.map((path, index) => ({
    name: `${root}/crashes_and_spins/Harbor-${index}.ips`,
    bytes: readFileSync(path),
  }));
  writeFileSync(archive, gzipSync(buildTar([...files, { name: `${root}/ps.txt`, bytes: 'PID TTY' }])));
  await drop(window, archive);
  await expect(window.getByText(`2 added from ${root}.tar.gz`)).toBeVisible();
  await drop(window, archive);
  await expect(window.getByText('2 duplicates')).toBeVisible();
  await expectAccessible(window);
});
