import { expect, it } from 'vitest';
import { Jobs } from '../../../../electron/inbox/jobs.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

function untilCancelled(signal: AbortSignal): Promise<Result<string>> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok('cancelled'))));
}

it('cancels the job of that name and no other', async () => {
  const jobs = new Jobs();
  const [mine, theirs] = [jobs.run('mine', untilCancelled), jobs.run('theirs', untilCancelled)];
  jobs.cancel('mine');
  expect(valueOf(await mine)).toBe('cancelled');
  expect(await Promise.race([theirs, Promise.resolve('still under way')])).toBe('still under way');
  jobs.cancelAll();
  await jobs.idle();
});

it('lets a name be used again when its job is over, however it ended', async () => {
  const jobs = new Jobs();
  const fault = { kind: 'unexpected', message: 'on purpose' } as const;
  expect(faultOf(await jobs.run('one', async () => fail(fault)))).toEqual(fault);
  await expect(jobs.run('one', () => Promise.reject(new Error('thrown')))).rejects.toThrow('thrown');
  expect(valueOf(await jobs.run('one', async () => ok(1)))).toBe(1);
});

it('refuses more jobs than a window can want', async () => {
  const jobs = new Jobs();
  const running = Array.from({ length: 32 }, (_, index) => jobs.run(`job-${index}`, untilCancelled));
  expect(faultOf(await jobs.run('one-more', untilCancelled)).kind).toBe('library-busy');
  jobs.cancelAll();
  await Promise.all(running);
});
