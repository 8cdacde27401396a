import { describe, expect, it } from 'vitest';
import type { Change, Comparison } from '../../../../shared/contract.ts';
import { DAY } from '../../../../electron/store/sums.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { addAll, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const PIER = 'com.example.Pier';

/** Crashes of one signature in one version, each on a device of its own. */
function crashes(signature: string, version: string, count: number, build = version.replace('.', '')) {
  return Array.from({ length: count }, (_, index) => {
    const facts = { version, build, deviceKey: `${signature} ${index}`, crashedAt: NOON - index * DAY };
    return [makeFacts(`${signature} ${version} ${build} ${index}`, facts), makeGrouping(signature)] as const;
  });
}

/** 1.0 → 1.1 → 1.2, of which the last two are compared. */
async function harbour(): Promise<OpenLibrary> {
  const library = await openLibrary();
  addAll(library.services.library.database, [
    ...crashes('moor', '1.1', 40),
    ...crashes('moor', '1.2', 10),
    ...crashes('drift', '1.1', 5),
    ...crashes('drift', '1.2', 50),
    ...crashes('anchor', '1.2', 7),
    ...crashes('buoy', '1.0', 3),
    ...crashes('buoy', '1.2', 6),
    ...crashes('rope', '1.1', 30),
    ...crashes('tide', '1.1', 20, '110'),
    ...crashes('tide', '1.2', 20),
  ]);
  return library;
}

async function compare({ api }: OpenLibrary, before = '1.1', after = '1.2'): Promise<Comparison> {
  const side = (version: string) => ({ version, build: null });
  return valueOf(await api['compare.versions']({ app: PIER, before: side(before), after: side(after) }));
}

function ids({ groups }: Comparison): Readonly<Partial<Record<Change, readonly string[]>>> {
  return Object.fromEntries(groups.map(({ change, rows }) => [change, rows.map(({ id }) => id)]));
}

describe('two versions', () => {
  it('differ by what is new, came back or rose, fell, and is gone', async () => {
    expect(ids(await compare(await harbour()))).toEqual({
      new: ['anchor'],
      regressed: ['drift', 'buoy'],
      improved: ['moor'],
      gone: ['rope'],
      steady: ['tide'],
    });
  });

  it('have their own counts, and every signature has both', async () => {
    const comparison = await compare(await harbour());
    expect(comparison.before).toMatchObject({ version: '1.1', crashes: 95, signatures: 4 });
    expect(comparison.after).toMatchObject({ version: '1.2', crashes: 93, signatures: 5 });
    const drift = comparison.groups.flatMap(({ rows }) => rows).find(({ id }) => id === 'drift');
    expect(drift).toMatchObject({
      before: { crashes: 5, share: 5 / 95, devices: 5 },
      after: { crashes: 50, share: 50 / 93, devices: 50 },
      reason: '5.3 % → 54 % of crashes',
    });
    for (const side of ['before', 'after'] as const) {
      const sum = comparison.groups.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row[side].crashes, 0);
      expect(sum).toBe(comparison[side].crashes);
    }
  });

  it('have no rates while nobody said how many people use the app, and say so', async () => {
    const library = await harbour();
    const unknown = await compare(library);
    expect(unknown.users).toBeNull();
    expect(unknown.rates).toContain('Rates are unknown');
    expect(unknown.groups.flatMap(({ rows }) => rows).every(({ after }) => after.rate === null)).toBe(true);
    library.services.library.database.run('INSERT INTO app_users (app, users) VALUES (?, ?)', PIER, 2000);
    const known = await compare(library);
    expect(known.users).toBe(2000);
    expect(known.rates).toContain('2,000 in all versions');
    const [anchor] = known.groups[0]?.rows ?? [];
    expect(anchor).toMatchObject({ before: { rate: 0 }, after: { devices: 7, rate: 3.5 } });
  });

  it('turn round: new becomes gone, risen becomes fallen', async () => {
    const turned = ids(await compare(await harbour(), '1.2', '1.1'));
    expect(turned).toMatchObject({ new: ['rope'], improved: ['drift'], regressed: ['moor'], steady: ['tide'] });
    expect(turned.gone?.toSorted()).toEqual(['anchor', 'buoy']);
  });

  it('may be builds of one version', async () => {
    const library = await harbour();
    const { api } = library;
    const comparison = valueOf(
      await api['compare.versions']({
        app: 'Pier',
        before: { version: '1.1', build: '11' },
        after: { version: '1.1', build: '110' },
      }),
    );
    expect(ids(comparison)).toMatchObject({ new: ['tide'] });
    expect(comparison.after).toMatchObject({ build: '110', crashes: 20 });
  });

  it('of which one is not there is a fault that names it', async () => {
    const { api } = await harbour();
    const asked = { app: PIER, before: { version: '1.1', build: null }, after: { version: '9.9', build: '1' } };
    expect(faultOf(await api['compare.versions'](asked))).toMatchObject({
      kind: 'not-found',
      message: 'The library holds no report of Pier 9.9 (1).',
    });
    expect(faultOf(await api['compare.versions']({ ...asked, app: 'Nobody' })).kind).toBe('not-found');
  });
});

it('what came back after its fix is regressed, whatever its numbers', async () => {
  const library = await harbour();
  const { database } = library.services.library;
  database.run("UPDATE signatures SET regressed = 1 WHERE id = 'moor'");
  const [, regressed] = (await compare(library)).groups;
  expect(regressed?.rows.find(({ id }) => id === 'moor')).toMatchObject({ reason: 'Came back after its fix' });
});
