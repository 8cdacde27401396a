/** A failure, what was known around it, and what its explanation must say. */
import type { DiagnosisContext, Observation } from '../../../../shared/appstore/diagnose.ts';
import type { Actor, RuleId } from '../../../../shared/appstore/diagnosis/diagnosis.ts';
import type { AppStoreFailure, LocalFailure, NetworkFailure } from '../../../../shared/appstore/failure.ts';
import { response } from './responses.ts';

export interface Case {
  /** The failure's number; 0 for what is not in the list. */
  readonly row: number;
  readonly name: string;
  readonly finding: AppStoreFailure | Observation;
  readonly known?: Partial<DiagnosisContext>;
  readonly rule: RuleId;
  readonly who: Actor;
  /** What the sentences together must say. */
  readonly says: readonly RegExp[];
}

export function local(reason: LocalFailure['reason'], detail = ''): LocalFailure {
  return { kind: 'local', reason, detail };
}

export function network(reason: NetworkFailure['reason'], detail = ''): NetworkFailure {
  return { kind: 'network', reason, detail };
}

export function badParameter(kind: string, parameter: string, detail: string): AppStoreFailure {
  const title = 'A parameter has an invalid value';
  return response({ status: 400, errors: [{ code: `PARAMETER_ERROR.${kind}`, title, detail, parameter }] });
}

export const REQUESTS = '/v1/analyticsReportRequests';
export const OWN = { keyKind: 'team', tokenOwner: 'issuer', tokenLifetimeSeconds: 900, tokenSecondsLeft: 840 } as const;
export const RATE_CODE = { code: 'RATE_LIMIT_EXCEEDED', title: 'The request rate limit has been reached.' };
export const EXISTS = {
  code: 'STATE_ERROR',
  title: 'The request cannot be fulfilled because of the state of another resource.',
  detail: 'You already have such an entity',
};
export const HTML = { contentType: 'text/html; charset=UTF-8' };
