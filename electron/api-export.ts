/** The contract's calls about export and editors, made from services. Part of `api.ts`. */
import type { ExportOutputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import { openInEditor, tryPath } from './inbox/editors.ts';
import type { Services } from './services.ts';

type ExportHandlers = { readonly [Name in keyof ExportOutputs]: Handler<Name> };

export function createExportHandlers(services: Services): ExportHandlers {
  const { library, editors } = services;
  const later = () => fail({ kind: 'unexpected', message: 'Under construction.' } as const);
  return {
    'export.count': later,
    'export.run': later,
    'export.text': later,
    'editors.open': (place) => openInEditor(library, editors, place),
    'editors.try': async ({ path }) => ok(await tryPath(library, path)),
  };
}
