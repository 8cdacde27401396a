/**
 * The contract's calls about the care of the library, made from services. Part of `api.ts`. What needs the library closed
 * (another database, another folder) is answered before it comes here, by hosts that have a door: see `library-door.ts`.
 */
import type { BackUpSummary, CheckedInput, LibraryOutputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import { backUpName, backUpToFolder, backUpToZip } from './inbox/library-care-backup.ts';
import { careJob } from './inbox/library-care.ts';
import type { CareJob } from './inbox/library-care.ts';
import { emptyCaches, libraryFilesSize } from './inbox/library-care-files.ts';
import { needsNewDatabase, rebuildInPlace } from './inbox/library-care-rebuild.ts';
import { verifyLibrary } from './inbox/library-care-verify.ts';
import type { Services } from './services.ts';

type LibraryHandlers = { readonly [Name in keyof LibraryOutputs]: Handler<Name> };

async function backUpTo({ library }: Services, to: string, job: CareJob): Promise<Result<BackUpSummary>> {
  if (to.toLowerCase().endsWith('.zip')) {
    const packed = await backUpToZip(library, to, job);
    return packed.ok ? ok({ kind: 'zip', path: to, counts: packed.value }) : packed;
  }
  const copied = await backUpToFolder(library, to, job);
  return copied.ok ? ok({ kind: 'folder', ...copied.value }) : copied;
}

/** Into the folder that was named, or that somebody can be asked for; else as a zip to download. */
async function backUp(
  services: Services,
  { to }: CheckedInput<'library.backUp'>,
  job: CareJob,
): Promise<Result<BackUpSummary>> {
  const { library, abilities, chooseFolder, downloads } = services;
  if (to !== null) {
    if (abilities.paths) return backUpTo(services, to, job);
    return fail({ kind: 'forbidden', message: 'A browser names no paths; it downloads the backup instead.' });
  }
  if (chooseFolder !== null) {
    const chosen = await chooseFolder();
    return chosen === null ? ok({ kind: 'dismissed' }) : backUpTo(services, chosen, job);
  }
  const fileName = `${backUpName(library.clock())}.zip`;
  const offered = await downloads.offer(fileName, (path) => backUpToZip(library, path, job));
  if (!offered.ok) return offered;
  const { token, value } = offered.value;
  return ok({ kind: 'download', href: `/download/${token}`, fileName, counts: value });
}

export function createLibraryHandlers(services: Services): LibraryHandlers {
  const { library, jobs } = services;
  const care = <Value>(id: string, work: (job: CareJob) => Promise<Result<Value>>): Promise<Result<Value>> =>
    jobs.run(id, (signal) => work(careJob(id, signal, library.events)));
  return {
    'library.size': async () => ok(await libraryFilesSize(library.path)),
    'library.verify': ({ job }) => care(job, (careOf) => verifyLibrary(library, careOf)),
    'library.rebuild': ({ job }) =>
      care(job, async (careOf) => {
        if (!(await needsNewDatabase(library.database))) return rebuildInPlace(library, careOf);
        const message = 'The library’s database is damaged. Quit Faultline and run: faultline library rebuild';
        return fail({ kind: 'library-corrupt', message });
      }),
    'library.backUp': (input) => care(input.job, (careOf) => backUp(services, input, careOf)),
    'library.move': () => fail({ kind: 'forbidden', message: 'This host cannot move its library.' }),
    'library.emptyCaches': async () => ok(await emptyCaches(library.path)),
    'library.cancel': ({ job }) => {
      jobs.cancel(job);
      return ok(null);
    },
    'library.opening': () => ok({ state: 'open' }),
    'library.open': () => ok({ state: 'open' }),
  };
}
