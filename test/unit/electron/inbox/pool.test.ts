import { describe, expect, it, onTestFinished } from 'vitest';
import { Pool } from '../../../../electron/inbox/pool.ts';
import type { PoolOptions } from '../../../../electron/inbox/pool.ts';
import { decodeOutcomes } from '../../../../electron/inbox/outcomes.ts';
import type { StudyItem } from '../../../../electron/inbox/protocol.ts';
import { ok } from '../../../../shared/result.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

function openPool(options: Partial<PoolOptions> = {}): Pool {
  const pool = new Pool({
    workerUrl: new URL('../../../fixtures/workers/frail.ts', import.meta.url),
    size: 1,
    settings: { libraryPath: '', engine: 'builtin', largestFile: 1 },
    answer: async () => {
      throw new Error('no answer');
    },
    ...options,
  });
  onTestFinished(() => pool.close());
  return pool;
}

async function study(pool: Pool, names: readonly string[], signal?: AbortSignal) {
  const items = names.map((fileName): StudyItem => ({
    source: { kind: 'original', id: '' },
    fileName,
    incidental: false,
  }));
  const answered = await pool.run<'study'>({ kind: 'study', items, run: 0, remembersAny: false }, signal);
  return answered.ok ? ok(decodeOutcomes(answered.value)) : answered;
}

function render(pool: Pool, id: string) {
  return pool.run<'render'>({ kind: 'render', id, format: 'raw' });
}

const PASSED = { kind: 'passed-over' };

/** As many batches that take their time as the pool takes at once, but for some. */
function occupy(pool: Pool, but = 0): ReturnType<typeof study>[] {
  return Array.from({ length: pool.batches - but }, () => study(pool, ['slow']));
}

it('does tasks, more of them than there are workers', async () => {
  const pool = openPool({ size: 2 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => study(pool, ['a', 'b'])));
  expect(answers.map(valueOf)).toEqual(Array.from({ length: 20 }, () => [PASSED, PASSED]));
});

describe('a worker that dies', () => {
  it.each(['exit', 'throw'])('fails what it was doing and is replaced: %s', async (death) => {
    const pool = openPool();
    const tasks = [study(pool, [death]), ...occupy(pool, 1)];
    const next = study(pool, ['a']);
    const lost = await Promise.all(tasks);
    for (const gone of lost) {
      expect(faultOf(gone)).toMatchObject({
        kind: 'unexpected',
        message: 'Reading this file ended unexpectedly.',
      });
    }
    expect(valueOf(await next)).toEqual([PASSED]);
  });

  it('does not take a look at a report with it', async () => {
    const pool = openPool();
    const lost = study(pool, ['slow', 'exit']);
    expect(valueOf(await render(pool, 'x'))).toEqual({ ok: true, value: 'x' });
    expect(faultOf(await lost).kind).toBe('unexpected');
    expect(valueOf(await render(pool, 'y'))).toEqual({ ok: true, value: 'y' });
  });

  it('is given up when it shows no sign of life', async () => {
    const pool = openPool({ patience: 500 });
    expect(faultOf(await study(pool, ['hang'])).detail).toContain('no sign of life');
    expect(valueOf(await study(pool, ['a']))).toEqual([PASSED]);
  });

  it('is what becomes of one whose question nobody can answer', async () => {
    const pool = openPool();
    expect(faultOf(await pool.run<'show'>({ kind: 'show', id: 'x' })).detail).toContain('no answer');
  });
});

it('lets a look at a report pass by a long import', async () => {
  const pool = openPool();
  const order: string[] = [];
  const long = study(pool, ['slow', 'slow']).then(() => order.push('import'));
  const look = render(pool, 'x').then(() => order.push('look'));
  await Promise.all([long, look]);
  expect(order).toEqual(['look', 'import']);
});

it('says what a worker failed to do', async () => {
  const fault = faultOf(await openPool().run<'scan'>({ kind: 'scan', places: [], known: new Map(), depth: null }));
  expect(fault.message).toContain('no scan here');
});

describe('cancelling', () => {
  it('takes back what waits', async () => {
    const pool = openPool();
    const controller = new AbortController();
    const under = occupy(pool);
    const waiting = study(pool, ['a'], controller.signal);
    controller.abort();
    expect(faultOf(await waiting).kind).toBe('cancelled');
    for (const one of under) expect(valueOf(await one)).toEqual([PASSED]);
  });

  it('is what closing does to everything', async () => {
    const pool = openPool();
    const [first, second] = [study(pool, ['hang']), study(pool, ['a'])];
    await pool.close();
    expect([faultOf(await first).kind, faultOf(await second).kind]).toEqual(['cancelled', 'cancelled']);
    expect(faultOf(await study(pool, ['a'])).kind).toBe('cancelled');
  });
});
