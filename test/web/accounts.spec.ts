/** Accounts of App Store Connect: a key is tested, saved, looked over and removed; it is never shown again. */
import { writeFileSync } from 'node:fs';
import { expectAccessible, picture } from './acts.ts';
import { connect, expect, fillAccount, keyFile, noKeyring, openAccounts, test } from './appstore.ts';

test.skip(noKeyring !== '', noKeyring);

test('a key is tested, then saved, and its feedback comes by itself', async ({ window, key, appStore }, info) => {
  await window.getByRole('button', { name: 'Feedback' }).click();
  await expect(window.getByRole('heading', { name: 'Feedback from TestFlight' })).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'feedback-empty-light');
  await window.getByRole('button', { name: 'Connect App Store Connect…' }).click();
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('heading', { name: 'Connect App Store Connect' })).toBeVisible();
  await fillAccount(window, keyFile(info, key), key);
  await settings.getByLabel('Name').fill('Harbor Team');
  await settings.getByRole('button', { name: 'Test Connection' }).click();
  await expect(settings.getByText('Apple accepts this key. It sees 1 app.')).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'account-add-light');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByRole('region', { name: 'Harbor Team' })).toContainText(key.keyId);
  await expect(settings.getByText(/Synced (?:just now|1 min ago)/)).toBeVisible();
  await expect(settings).not.toContainText('PRIVATE KEY');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('listbox', { name: 'Feedback' }).getByRole('option').first()).toBeVisible();
  await expect(window.getByRole('navigation', { name: 'Sources' })).toContainText('Synced just now');
  expect(appStore.seen.length).toBeGreaterThan(0);
});

test('the check-up names what the role of a key leaves closed', async ({ window, key }, info) => {
  await connect(window, keyFile(info, key), key);
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Check', exact: true }).click();
  const table = settings.getByRole('table', { name: 'Check' });
  await expect(table.getByRole('row').first()).toBeVisible();
  await expect(table).toContainText('Clock');
  await expectAccessible(window);
  await picture(window, 'doctor-light');
  await window.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(window);
  await picture(window, 'doctor-dark');
});

test('a key that Apple refuses is not saved, and the window says who must act', async ({
  window,
  key,
  appStore,
}, info) => {
  appStore.revoke(key.keyId);
  await openAccounts(window);
  await fillAccount(window, keyFile(info, key), key);
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByText('You can mend this.')).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'account-refused-light');
  await expect(settings.getByRole('list', { name: 'Accounts' })).toHaveText('New account');
});

test('what is no key is refused when it comes, in its own words', async ({ window, key }, info) => {
  const certificate = info.outputPath('AuthKey_2X9R4HXF34.p8');
  writeFileSync(certificate, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
  await openAccounts(window);
  await fillAccount(window, certificate, key);
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByText(/^This is a certificate/)).toBeVisible();
});

test('a pasted key with escaped line ends is mended', async ({ window, key }) => {
  await openAccounts(window);
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Paste instead' }).click();
  await settings.getByLabel('Private key').fill(key.p8.replaceAll('\n', '\\n'));
  await settings.getByLabel('Key ID').fill(key.keyId.toLowerCase());
  if (key.signer.kind === 'team') await settings.getByLabel('Issuer ID').fill(key.signer.issuerId);
  await settings.getByRole('button', { name: 'Test Connection' }).click();
  await expect(settings.getByText('Apple accepts this key.')).toBeVisible();
});

test('a key that is dropped on the window opens the form and is not imported', async ({ window, key }, info) => {
  const path = keyFile(info, key);
  await expect(window.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
  const session = await window.context().newCDPSession(window);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 450, data });
  }
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByLabel('Key ID')).toHaveValue(key.keyId);
  await window.keyboard.press('Escape');
  await expect(window.getByRole('button', { name: /^Unread files/ })).toHaveText('Unread files');
});

test('an account is removed after a question', async ({ window, key }, info) => {
  await connect(window, keyFile(info, key), key);
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Remove Account…' }).click();
  await expect(settings.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(window);
  await settings.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(settings.getByRole('heading', { name: 'Connect App Store Connect' })).toBeVisible();
});

test('being offline is a quiet line, and what was synced stays', async ({ window, key, appStore }, info) => {
  await connect(window, keyFile(info, key), key);
  await window.keyboard.press('Escape');
  const sources = window.getByRole('navigation', { name: 'Sources' });
  await expect(sources).toContainText('Synced just now');
  await appStore.close();
  await sources.getByRole('button', { name: 'Sync Now' }).click();
  await expect(sources).toContainText(/Offline · synced/);
  await expect(window.getByRole('dialog')).toHaveCount(0);
});
