/** What a person does in the window, as tests write it. */
import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, project } from './host.ts';

/** Drops files or folders on the window, as the system does: with real paths, folders whole. */
export async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  await expect(page.getByRole('navigation', { name: 'Sources' })).toBeVisible();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> => {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 450, data });
  };
  await send('dragEnter');
  await expect(page.getByText('Drop to import')).toBeVisible();
  // The page's consent to the first reaches the browser before the second, as it does while a hand moves.
  await send('dragOver');
  await send('dragOver');
  await send('drop');
  await expect(page.getByText('Drop to import')).toBeHidden();
  await session.detach();
}

/** The first run's way in. */
export async function addSamples(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try with Sample Crashes' }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByText(/^33 added/)).toBeVisible();
}

/** Rows of the inbox that are in the document. */
export function rows(page: Page): Locator {
  return page.getByRole('listbox', { name: /^(Crashes|Reports)$/ }).getByRole('option');
}

export function selectedRow(page: Page): Locator {
  return page.getByRole('option', { selected: true });
}

/** The signature that is on screen. */
export function title(page: Page): Locator {
  return page.getByRole('region', { name: 'Detail' }).getByRole('heading', { level: 2 });
}

/** Lines of the stack that comes first. */
export function frames(page: Page): Locator {
  return page.getByRole('grid').first().locator('[data-frame]');
}

/** Keeps a picture of the window for whoever wants to look: `test-results/screenshots/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(project, 'test-results', 'screenshots', `${name}.png`) });
}

/** No violation of WCAG 2.2 A and AA or of axe's best practices on what is on screen. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  );
  expect(found).toEqual([]);
}
