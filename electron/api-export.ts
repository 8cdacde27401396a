/** The contract's calls about export and editors, made from services. Part of `api.ts`. */
import type { CheckedInput, ExportOutputs, Outputs } from '../shared/contract.ts';
import { ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import { openInEditor, tryPath } from './inbox/editors.ts';
import { exportToFile } from './inbox/export-file.ts';
import type { ExportContext } from './inbox/export.ts';
import { countTarget, planExport } from './inbox/export-plan.ts';
import { textToShare } from './inbox/export-text.ts';
import type { Services } from './services.ts';
import { changeSettings } from './store/settings.ts';

type ExportHandlers = { readonly [Name in keyof ExportOutputs]: Handler<Name> };

/** Milliseconds between two words on how far it has come. */
const PACE = 100;

/** To a file where somebody can be asked for one, else as a download. */
async function run(
  services: Services,
  { job, ...wish }: CheckedInput<'export.run'>,
  signal: AbortSignal,
): Promise<Result<Outputs['export.run']>> {
  const { library, chooseFile, downloads } = services;
  const planned = planExport(library, wish);
  if (!planned.ok) return planned;
  const plan = planned.value;
  changeSettings(library.database, { exportFormat: wish.format, exportReports: wish.reports });
  let last = 0;
  const context: ExportContext = {
    signal,
    progress(done) {
      const now = library.clock();
      if (now - last < PACE && done < plan.total) return;
      last = now;
      library.events.emit('export.progress', { job, done, total: plan.total });
    },
  };
  if (chooseFile !== null) {
    const path = await chooseFile(plan.fileName);
    if (path === null) return ok({ kind: 'dismissed' });
    const written = await exportToFile(library, plan, path, context);
    return written.ok ? ok({ kind: 'file', path, ...written.value }) : written;
  }
  const offered = await downloads.offer(plan.fileName, (path) => exportToFile(library, plan, path, context));
  if (!offered.ok) return offered;
  const { token, value } = offered.value;
  return ok({ kind: 'download', href: `/download/${token}`, fileName: plan.fileName, ...value });
}

export function createExportHandlers(services: Services): ExportHandlers {
  const { library, editors, jobs } = services;
  return {
    'export.count': ({ target }) => countTarget(library, target),
    'export.run': (wish) => jobs.run(wish.job, (signal) => run(services, wish, signal)),
    'export.text': (wish) => textToShare(library, wish),
    'editors.open': (place) => openInEditor(library, editors, place),
    'editors.try': async ({ path }) => ok(await tryPath(library, path)),
  };
}
