/** The contract's calls about settings, made from services. Part of `api.ts`. */
import type { CheckedInput, Outputs, SettingsOutputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import type { Services } from './services.ts';
import { changeSettings, readSettings } from './store/settings.ts';

type SettingsHandlers = { readonly [Name in keyof SettingsOutputs]: Handler<Name> };

/**
 * A page that was taken over could name any program as the editor's command: only the host's own question to the user, or
 * the command line, may set one. An empty command is no command.
 */
async function mayRun(services: Services, command: string | undefined): Promise<Result<null>> {
  if (command === undefined || command === '') return ok(null);
  if (command === readSettings(services.library.database).editorCommand) return ok(null);
  if (services.confirmCommand === null) {
    const message =
      'A browser may not choose a program to run. Set it in a terminal: faultline settings editorCommand "…"';
    return fail({ kind: 'forbidden', message });
  }
  const confirmed = await services.confirmCommand(command);
  return confirmed ? ok(null) : fail({ kind: 'cancelled', message: 'The editor command stays as it was.' });
}

async function change(
  services: Services,
  fields: CheckedInput<'settings.change'>,
): Promise<Result<Outputs['settings.change']>> {
  const allowed = await mayRun(services, fields.editorCommand);
  if (!allowed.ok) return allowed;
  const settings = changeSettings(services.library.database, fields);
  services.library.events.emit('settings.changed', {});
  return ok(settings);
}

export function createSettingsHandlers(services: Services): SettingsHandlers {
  const { library, showSettings } = services;
  return {
    'settings.read': () => ok(readSettings(library.database)),
    'settings.change': (fields) => change(services, fields),
    'settings.show': ({ tab, unmapped }) => {
      showSettings?.(tab, unmapped);
      return ok({ shown: showSettings !== null });
    },
  };
}
