/** Late symbols mend what is on screen in place: selection, focus and scroll stay where they are. */
import { drop, frames, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';
import { dsym, reportOf, reportsOf } from './samples.ts';

test('a late dSYM names the frames of the selected crash', async ({ window }) => {
  await drop(window, reportOf('2.1.0', '0x8BADF00D'));
  const nameless = frames(window).filter({ hasText: 'no dSYM' }).first();
  await nameless.focus();
  const line = await nameless.getAttribute('data-frame');
  await drop(window, dsym);
  await expect(frames(window).filter({ hasText: 'SyncEngine.swift:' }).first()).toBeVisible();
  await expect(frames(window).filter({ hasText: 'no dSYM' })).toHaveCount(0);
  await expect(selectedRow(window)).toHaveCount(1);
  await expect(title(window)).toContainText('SyncEngine');
  expect(await window.evaluate(() => document.activeElement?.getAttribute('data-frame'))).toBe(line);
});

test('the selection stays on another crash while symbols arrive', async ({ window }) => {
  await drop(window, ...reportsOf('2.0.5', 'EXC_'), ...reportsOf('2.1.0', 'EXC_'));
  await expect(rows(window).nth(4)).toBeVisible();
  await rows(window).filter({ hasText: '2.0.5' }).filter({ hasNotText: '2.1.0' }).first().click();
  const chosen = await selectedRow(window).getAttribute('data-signature');
  await drop(window, dsym);
  await expect(window.getByText(/reports symbolicated/).first()).toBeVisible();
  await expect(selectedRow(window)).toHaveAttribute('data-signature', chosen ?? '');
});
