/** What the window promises beside what the other specifications hold: docs/expectations.md counts it up. */
import type { Page } from '@playwright/test';
import { keyLabel } from '../../renderer/commands/keys.ts';
import { COMMANDS } from '../../renderer/commands/registry.ts';
import { addSamples, expectAccessible, frames, picture, rows, selectedRow, title } from './acts.ts';
import { expect, test } from './host.ts';

test.beforeEach(async ({ window }) => {
  await addSamples(window);
});

/** The pane that has the focus. */
async function focusedPane(window: Page): Promise<string | null> {
  return window.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? null);
}

/** Panes in the order in which a key walks through them, each once, until it is back at the first. */
async function walk(window: Page, key: string): Promise<readonly string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await window.keyboard.press(key);
    const pane = await focusedPane(window);
    if (pane !== null && pane !== passed.at(-1)) passed.push(pane);
    if (passed.length > 3) break;
  }
  return passed;
}

test('Tab walks through the panes and round, Shift with it back', async ({ window }) => {
  await window.keyboard.press('Control+1');
  expect((await walk(window, 'Tab')).join(' ')).toContain('sources inbox detail');
  await window.keyboard.press('Control+3');
  expect((await walk(window, 'Shift+Tab')).join(' ')).toContain('detail inbox sources');
});

test('the sheet of keys has every key of the registry, and a tooltip has its own', async ({ window }) => {
  await window.keyboard.press('Control+/');
  const sheet = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const shown = await sheet
    .locator('dl > div')
    .evaluateAll((lines) =>
      lines.map((line) => [
        line.querySelector('dt')?.textContent ?? '',
        ...[...line.querySelectorAll('dd kbd')].map((key) => key.textContent ?? ''),
      ]),
    );
  const expected = COMMANDS.map(({ title, keys, inboxKeys = [] }) => {
    const labels = [...keys, ...inboxKeys].map((key) => keyLabel(key, false));
    return [title].concat(labels);
  }).filter((line) => line.length > 1);
  const byTitle = (a: readonly string[], b: readonly string[]): number => a.join().localeCompare(b.join());
  expect(shown.toSorted(byTitle)).toEqual(expected.toSorted(byTitle));
  await window.keyboard.press('Escape');

  await window.getByRole('region', { name: 'Detail' }).getByRole('button', { name: 'Done', exact: true }).hover();
  await expect(window.getByRole('tooltip')).toContainText('E');
});

test('Space looks at the original of a crash, goes on by j, and gives the focus back', async ({ window }) => {
  const list = window.getByRole('listbox', { name: 'Crashes' });
  await list.focus();
  await window.keyboard.press('Home');
  const first = (await title(window).textContent()) ?? '';
  await window.keyboard.press(' ');
  const look = window.getByRole('dialog', { name: 'Quick Look' });
  const original = look.getByLabel('Raw report');
  await expect(original).not.toBeEmpty();
  const before = (await original.textContent()) ?? '';
  await expectAccessible(window);
  await picture(window, 'quick-look-crash');
  await window.keyboard.press('j');
  await expect(original).not.toHaveText(before);
  await expect(original).not.toBeEmpty();
  await window.keyboard.press('k');
  await expect(original).toHaveText(before);
  await window.keyboard.press(' ');
  await expect(look).toBeHidden();
  await expect(list).toBeFocused();
  await expect(title(window)).toHaveText(first);
});

test('what a crash says can be selected as text', async ({ window }) => {
  await title(window).click({ clickCount: 3 });
  const selected = async (): Promise<string> => window.evaluate(() => String(document.getSelection()));
  expect(await selected()).toContain(((await title(window).textContent()) ?? '').slice(0, 12));
  const frame = frames(window).first();
  await frame.locator('[role="gridcell"]').nth(2).click({ clickCount: 3 });
  expect((await selected()).trim()).not.toBe('');
});

test('an inbox of which all is done says so, and leads to what was done', async ({ window }) => {
  const total = await rows(window).count();
  await window.getByRole('listbox', { name: 'Crashes' }).focus();
  await window.keyboard.press('Control+a');
  await window.keyboard.press('e');
  await expect(window.getByRole('heading', { name: 'All done' })).toBeVisible();
  await window.getByRole('button', { name: 'Show Done' }).click();
  await expect(rows(window)).toHaveCount(total);
});

test('what changes is said politely', async ({ window }) => {
  const said = window.locator('[aria-live="polite"]');
  await rows(window).first().click();
  await window.keyboard.press('e');
  await expect(said.getByText(/^Marked/)).toBeVisible();
});

test('the selection stays in sight and the focus in the list however far j goes', async ({ window }) => {
  const list = window.getByRole('listbox', { name: 'Crashes' });
  await window.setViewportSize({ width: 900, height: 600 });
  await list.focus();
  await window.keyboard.press('Home');
  for (let step = 1; step < (await rows(window).count()); step += 1) {
    await window.keyboard.press('j');
    await expect(selectedRow(window)).toBeInViewport({ ratio: 0.9 });
  }
  await expect(list).toBeFocused();
});

// The colours that macOS offers, and a yellow paler than its own.
const ACCENTS = { blue: '#007aff', yellow: '#ffd60a', graphite: '#8c8c8c', green: '#62ba46', pink: '#f74f9e' };

for (const theme of ['light', 'dark'] as const) {
  test(`can be read in ${theme} with whatever accent colour the system has`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await rows(window).first().click();
    for (const [name, colour] of Object.entries(ACCENTS)) {
      await window.evaluate((colour) => {
        document.documentElement.style.setProperty('--system-accent', colour);
        document.documentElement.dataset['accent'] = '';
      }, colour);
      await expectAccessible(window);
      await picture(window, `accent-${name}-${theme}`);
    }
  });
}

test('less transparency makes the sidebar opaque, and more contrast makes lines and words stronger', async ({
  window,
}) => {
  const session = await window.context().newCDPSession(window);
  const emulate = async (name: string, value: string): Promise<void> => {
    await session.send('Emulation.setEmulatedMedia', { features: [{ name, value }] });
  };
  /** Three colours and an alpha, 0…255, as they are painted. */
  const painted = async (token: string): Promise<readonly number[]> =>
    window.evaluate((token) => {
      const probe = document.createElement('div');
      probe.style.color = `var(${token})`;
      document.body.append(probe);
      const canvas = document.createElement('canvas').getContext('2d');
      if (canvas) {
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
      }
      probe.remove();
      return [...(canvas?.getImageData(0, 0, 1, 1).data ?? [])];
    }, token);
  await window.evaluate(() => {
    document.documentElement.dataset['vibrancy'] = '';
  });
  expect((await painted('--side'))[3]).toBeLessThan(255);
  await emulate('prefers-reduced-transparency', 'reduce');
  expect((await painted('--side'))[3]).toBe(255);

  await emulate('prefers-contrast', 'no-preference');
  const [line, dim] = [await painted('--line'), await painted('--dim')];
  await emulate('prefers-contrast', 'more');
  expect((await painted('--line'))[3]).toBeGreaterThan(line[3] ?? 255);
  expect((await painted('--dim'))[0]).toBeLessThan(dim[0] ?? 0);
  await session.detach();
});
