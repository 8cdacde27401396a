/** The contract's calls about decisions, made from services. Part of `api.ts`. */
import type { TriageOutputs } from '../shared/contract.ts';
import { ok } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import { act, markSeen, redo, setUsers, triageWords, undo } from './inbox/triage.ts';
import type { Services } from './services.ts';

type TriageHandlers = { readonly [Name in keyof TriageOutputs]: Handler<Name> };

export function createTriageHandlers({ library }: Services): TriageHandlers {
  return {
    'triage.act': (asked) => act(library, asked),
    'triage.undo': () => undo(library),
    'triage.redo': () => redo(library),
    'triage.seen': (asked) => markSeen(library, asked),
    'triage.words': () => ok(triageWords(library)),
    'triage.setUsers': (asked) => setUsers(library, asked),
  };
}
