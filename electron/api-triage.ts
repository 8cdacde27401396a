/** The contract's calls about decisions, made from services. Part of `api.ts`. */
import type { TriageOutputs } from '../shared/contract.ts';
import { fail } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import type { Services } from './services.ts';

type TriageHandlers = { readonly [Name in keyof TriageOutputs]: Handler<Name> };

export function createTriageHandlers(_services: Services): TriageHandlers {
  const later = () => fail({ kind: 'unexpected', message: 'Under construction.' } as const);
  return {
    'triage.act': later,
    'triage.undo': later,
    'triage.redo': later,
    'triage.seen': later,
    'triage.words': later,
    'triage.setUsers': later,
  };
}
