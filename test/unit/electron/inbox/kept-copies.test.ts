import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { KeptCopies } from '../../../../electron/inbox/kept-copies.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';

it('makes a second copy soon after something was decided, and none where nothing was', async () => {
  const library = await openLibrary();
  await library.services.settled;
  valueOf(await library.api['samples.add']({ job: 'samples' }));
  const copies = new KeptCopies(library.services.library, 20);
  onTestFinished(() => copies.close());
  const madeAt = (): number => statSync(join(library.path, 'kept.sqlite')).mtimeMs;
  const first = madeAt();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(madeAt()).toBe(first);
  const { rows } = valueOf(await library.api['inbox.page']({}));
  const target = { kind: 'signatures' as const, ids: rows.slice(0, 1).map(({ id }) => id) };
  valueOf(await library.api['triage.act']({ target, act: { kind: 'resolve' } }));
  await vi.waitFor(() => expect(madeAt()).toBeGreaterThan(first), 10_000);
});
