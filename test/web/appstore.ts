/** A web host whose App Store Connect is the fake one, with a real keyring for its keys. */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { makeKey } from '../appstore/server/keys.ts';
import type { FakeKey } from '../appstore/server/keys.ts';
import { startAppStore } from '../appstore/server/server.ts';
import type { FakeAppStore } from '../appstore/server/server.ts';
import { createWorld } from '../appstore/server/world.ts';
import { test as base, expect, startHost } from './host.ts';

const folders = (process.env['PATH'] ?? '').split(delimiter);
const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter(
  (tool) => !folders.some((folder) => existsSync(join(folder, tool))),
);

/** Why these tests cannot run here; empty where they can. */
export const noKeyring = missing.length === 0 ? '' : `${missing.join(' and ')} not installed`;

export const test = base.extend<{ key: FakeKey; appStore: FakeAppStore }>({
  // Playwright wants the destructuring even where nothing is taken.
  // oxlint-disable-next-line no-empty-pattern
  key: async ({}, provide) => {
    await provide(await makeKey());
  },

  appStore: async ({ key }, provide) => {
    const world = createWorld({ apps: 1, crashes: 4, screenshots: 10, newest: Date.now() - 90_000 });
    const appStore = await startAppStore({ keys: [key], world });
    await provide(appStore);
    await appStore.close();
  },

  host: async ({ appStore }, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-web-test-'));
    const host = await startHost(folder, { appStore: appStore.base });
    await provide(host);
    await host.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** The key as Apple gives it: a file whose name says its id. */
export function keyFile(info: TestInfo, key: FakeKey): string {
  const path = info.outputPath(`AuthKey_${key.keyId}.p8`);
  writeFileSync(path, key.p8);
  return path;
}

/** Fills the form for a new account; nothing is tested or saved yet. */
export async function fillAccount(page: Page, path: string, key: FakeKey): Promise<void> {
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Key file').setInputFiles(path);
  await expect(settings.getByText(`AuthKey_${key.keyId}.p8`)).toBeVisible();
  await expect(settings.getByLabel('Key ID')).toHaveValue(key.keyId);
  if (key.signer.kind === 'team') await settings.getByLabel('Issuer ID').fill(key.signer.issuerId);
}

/** The settings, at the accounts. */
export async function openAccounts(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('tab', { name: 'Accounts' }).click();
}

/** From anywhere to an account that is saved, with its first synchronisation on the way. */
export async function connect(page: Page, path: string, key: FakeKey): Promise<void> {
  await openAccounts(page);
  await fillAccount(page, path, key);
  await page.getByLabel('Name').fill('Harbor Team');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Harbor Team was added')).toBeVisible();
}

export { expect };
