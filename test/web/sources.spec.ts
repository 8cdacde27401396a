/** Reports that come by themselves: a folder with a crash point of Xcode's, named in the terminal, seen in the window. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writePoint } from '../fixtures/organizer.ts';
import { buildIps } from '../fixtures/reports.ts';
import { expectAccessible, picture, rows } from './acts.ts';
import { expect, project, startHost, test } from './host.ts';

const run = promisify(execFile);
const NODE = join(project, 'node_modules', '.bin', 'node');

test('a crash point shows what Apple counts, and what comes later comes by itself', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-web-test-'));
  const crashes = join(folder, 'crashes');
  await writePoint(crashes, 'B7bekG5z', {
    logs: { 'a.crash': buildIps({ frames: [{ symbol: 'Dock.moor()' }] }) },
    periods: {
      P1Y: {
        families: { iPhone: 40, iPad: 2 },
        systems: { 'iOS 18.1': 30, 'iOS 17.5': 12 },
        versions: { '2.1 (57)': 42 },
        channels: { 'App Store': 38, TestFlight: 4 },
      },
    },
  });
  const library = ['--library', join(folder, 'library')];
  const main = ['--disable-warning=ExperimentalWarning', join(project, 'electron', 'cli', 'main.ts')];
  await run(NODE, [...main, 'sources', 'add', crashes, ...library]);
  const host = await startHost(folder);
  try {
    await page.goto(host.url);
    await expect(rows(page)).toHaveCount(1);
    await rows(page).first().click();
    await page.getByRole('tab', { name: 'Overview' }).click();
    const apple = page.getByRole('region', { name: 'Counts by Apple' });
    await expect(apple).toContainText('At most 42');
    await expect(apple).toContainText('Dock.moor(): 42 devices, 1 log here');
    await apple.scrollIntoViewIfNeeded();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
      await picture(page, `evidence-${colorScheme}`);
    }
    await writeFile(join(crashes, 'b.ips'), buildIps({ app: 'Buoy' }));
    await expect(rows(page)).toHaveCount(2);
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Sources' }).click();
    await expect(page.getByRole('list', { name: 'Folders' })).toContainText(crashes);
    await expectAccessible(page);
    await picture(page, 'settings-sources-folder');
    await page.getByRole('button', { name: `Remove ${crashes}` }).click();
    await expect(page.getByRole('list', { name: 'Folders' })).toBeHidden();
  } finally {
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
