/**
 * Puts failures of App Store Connect into words for people. Pure: a failure and what was known around it go in, one
 * diagnosis comes out, always. Apple's `code` decides first (by its hierarchy), then the status, then the wording, as
 * https://developer.apple.com/documentation/appstoreconnectapi/parsing-the-error-response-code asks.
 */
import { assertNever } from '../assert.ts';
import { ACCESS_RULES } from './diagnosis/access.ts';
import { NO_CONTEXT } from './diagnosis/context.ts';
import type { DiagnosisContext } from './diagnosis/context.ts';
import { PAGES } from './diagnosis/diagnosis.ts';
import type { Diagnosis } from './diagnosis/diagnosis.ts';
import { gather, pick } from './diagnosis/evidence.ts';
import type { Evidence } from './diagnosis/evidence.ts';
import { readHttpDate, readRetryAfter } from './diagnosis/headers.ts';
import { explainObservation } from './diagnosis/observation.ts';
import type { Observation } from './diagnosis/observation.ts';
import { REQUEST_RULES } from './diagnosis/request.ts';
import { SERVICE_RULES } from './diagnosis/service.ts';
import { TOKEN_RULES } from './diagnosis/token.ts';
import { explainLocal, explainNetwork } from './diagnosis/unanswered.ts';
import type { NamedWords } from './diagnosis/unanswered.ts';
import { cleanId, cleanWording, quoted } from './diagnosis/wording.ts';
import type { AppStoreFailure, ResponseFailure } from './failure.ts';

export type { DiagnosisContext } from './diagnosis/context.ts';
export type { Diagnosis } from './diagnosis/diagnosis.ts';
export type { Observation } from './diagnosis/observation.ts';

/** Earlier rules win where several explain equally well. */
const RULES = [...TOKEN_RULES, ...ACCESS_RULES, ...REQUEST_RULES, ...SERVICE_RULES];

/** An error that no rule knows: what Apple says, and the way to Apple's support. */
function explainUnknown({ failure, status, codes }: Evidence): NamedWords {
  const [first] = failure.errors;
  const code = cleanWording(codes[0] ?? '', 80);
  const said = quoted([first?.title, first?.detail].filter(Boolean).join(' ') || failure.excerpt);
  const number = status > 0 ? ` (status ${status})` : '';
  const isTheirs = status >= 500;
  return {
    rule: 'unknown',
    what: `Apple answered with an error that Faultline does not know${code === '' ? '' : `: ${code}`}${number}${said === '' ? '.' : `, saying ${said}.`}`,
    who: isTheirs ? 'apple' : 'you',
    act: `Try again later. If it stays, ask Apple’s support${failure.errors.some(({ id }) => id !== null) || failure.headers.requestId !== null ? ' and give them the error’s id' : ''}.`,
    useless: null,
    heals: isTheirs ? 'by-itself' : 'no',
    severity: 'error',
    link: PAGES.contact,
  };
}

/** The id that Apple's support asks for: of the error, else of the request, else of the error page. */
function appleErrorIdOf({ errors, headers, excerpt }: ResponseFailure): string | null {
  const id = errors.slice(0, 20).find((error) => error.id !== null)?.id ?? null;
  const page = /correlation key:?\s*(?:<[^>]{0,40}>)?\s*([A-Z0-9-]{8,64})/i.exec(excerpt.slice(0, 8000))?.[1] ?? null;
  return cleanId(id) ?? cleanId(headers.requestId) ?? cleanId(page);
}

function diagnoseResponse(failure: ResponseFailure, context: DiagnosisContext): Diagnosis {
  const evidence = gather(failure, context);
  const rule = pick(RULES, evidence);
  const words = rule === null ? explainUnknown(evidence) : { rule: rule.id, ...rule.words(evidence) };
  const { date, retryAfter } = failure.headers;
  return {
    ...words,
    appleErrorId: appleErrorIdOf(failure),
    retryAfterSeconds: readRetryAfter(retryAfter, readHttpDate(date) ?? context.receivedAt),
  };
}

/**
 * What is wrong, who must act, what to do and what will not help.
 * @param finding a failure, or something odd in answers that are no errors
 * @param known what surrounded it; leave out what is not known
 */
export function diagnose(finding: AppStoreFailure | Observation, known: Partial<DiagnosisContext> = {}): Diagnosis {
  switch (finding.kind) {
    case 'response':
      return diagnoseResponse(finding, { ...NO_CONTEXT, ...known });
    case 'network':
      return { ...explainNetwork(finding), appleErrorId: null, retryAfterSeconds: null };
    case 'local':
      return { ...explainLocal(finding), appleErrorId: null, retryAfterSeconds: null };
    case 'observed':
      return { ...explainObservation(finding), appleErrorId: null, retryAfterSeconds: null };
    default:
      return assertNever(finding);
  }
}
