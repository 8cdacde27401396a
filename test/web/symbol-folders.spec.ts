/** Folders of symbols and zips of dSYMs: frames get their names without anybody having dropped a dSYM. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { buildZip } from '../fixtures/zip.ts';
import { drop, expectAccessible, frames, picture, rows, selectedRow } from './acts.ts';
import { expect, test } from './host.ts';
import { dsym, reportOf } from './samples.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-symbols-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const named = (page: Page): Locator => frames(page).filter({ hasText: 'SyncEngine.swift:' }).first();

test('a folder that is added names the frames that waited, in place', async ({ window }) => {
  cpSync(dsym, join(folder, 'builds', 'Harbor.dSYM'), { recursive: true });
  await drop(window, reportOf('2.1.0', '0x8BADF00D'));
  await expect(frames(window).filter({ hasText: 'no dSYM' }).first()).toBeVisible();
  const waiting = window.getByText(/No dSYM found; needed [0-9a-f-]{36} arm64/).first();
  await expect(waiting).toBeVisible();
  await window.getByRole('region', { name: 'Detail' }).getByRole('button', { name: 'Symbol Folders…' }).click();

  const dialog = window.getByRole('dialog', { name: 'Symbol folders' });
  const field = dialog.getByRole('textbox', { name: 'Path of a folder with dSYMs' });
  await field.fill(join(folder, 'nowhere'));
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByText(/There is no folder at/)).toBeVisible();
  await expectAccessible(window);
  await field.fill(folder);
  await field.press('Enter');
  const place = dialog.getByRole('listitem').filter({ hasText: folder });
  await expect(place).toContainText('1 file with symbols');
  await expect(field).toHaveValue('');
  await picture(window, 'symbol-folders');
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await expect(named(window)).toBeVisible();
  await expect(window.getByText('1 report symbolicated')).toBeVisible();
  await expect(selectedRow(window)).toHaveCount(1);

  await window.getByRole('button', { name: 'Symbol folders…', exact: true }).click();
  await place.getByRole('button', { name: /^Remove/ }).click();
  await expect(place).toHaveCount(0);
  await window.keyboard.press('Escape');
  // What the dSYM said stays known.
  await expect(named(window)).toBeVisible();
});

test('a zip of dSYMs that is dropped names the frames that waited', async ({ window }) => {
  const files = readdirSync(dsym, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  const entries = files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return { name: `Harbor.app.dSYM${path.slice(dsym.length)}`, bytes: readFileSync(path), deflate: true };
  });
  writeFileSync(join(folder, 'appDsyms.zip'), buildZip(entries));
  await drop(window, reportOf('2.1.0', '0x8BADF00D'));
  await expect(frames(window).filter({ hasText: 'no dSYM' }).first()).toBeVisible();
  await drop(window, join(folder, 'appDsyms.zip'));
  await expect(named(window)).toBeVisible();
  await expect(rows(window)).toHaveCount(1);
});

test('an image says needed and found where the UUIDs differ, and what mends it', async ({ window }) => {
  await drop(window, reportOf('2.1.0', '0x8BADF00D'));
  await expect(rows(window)).toHaveCount(1);
  await drop(window, join(dsym, '..', '..', 'Analytics 60'));
  await expect(window.getByText(/^1 dSYM/).first()).toBeVisible();
  await window.getByRole('tab', { name: 'Images' }).click();
  const image = window.getByRole('row', { name: /Analytics/ });
  await expect(image).toContainText(/UUID mismatch\s*found [0-9a-f-]{36} arm64, built on \d{4}-\d\d-\d\d/);
  await expect(image.getByRole('button', { name: 'Choose dSYM…' })).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'images-mismatch');
});
