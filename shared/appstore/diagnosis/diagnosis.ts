/**
 * What a failure means for a person: what is wrong, who must act, what to do and what will not help. Sentences are plain
 * English; `rule` is a stable name for tests, documents and support. The list of rules stands in docs/doctor.md.
 */

/** Every explanation by name. Names stay once they are published. */
export const RULES = [
  'agreement-delay',
  'agreement-unsigned',
  'analytics-exists',
  'analytics-ghost',
  'analytics-none',
  'analytics-stopped',
  'analytics-waiting',
  'cancelled',
  'clock-ahead',
  'clock-behind',
  'days-missing',
  'download-damaged',
  'download-expired',
  'filter-matches-nothing',
  'foreign-host',
  'instance-gone',
  'key-unreadable',
  'key-kind',
  'key-rejected',
  'keychain',
  'linkages-missing',
  'malformed-answer',
  'media-type',
  'membership-lapsed',
  'method-not-allowed',
  'network-failed',
  'next-link-differs',
  'no-diagnostics',
  'no-dsym-address',
  'no-failure',
  'no-feedback',
  'not-a-response',
  'not-apple',
  'not-found',
  'offline',
  'pages-repeat',
  'pages-repeat-builds',
  'parameter-duplicate',
  'parameter-field',
  'parameter-illegal',
  'parameter-invalid',
  'path-unknown',
  'rate-hour',
  'rate-short',
  'role-missing',
  'scope-mismatch',
  'screenshot-expired',
  'segment-expired',
  'service-error',
  'service-gateway',
  'service-slow',
  'state-conflict',
  'tls',
  'token-expired',
  'token-flicker',
  'token-too-long',
  'too-large',
  'total-too-high',
  'unknown',
  'unknown-value',
] as const;

/** The name of an explanation. */
export type RuleId = (typeof RULES)[number];

/** Who can mend it. `nobody`: there is nothing to mend, or Faultline does so by itself. */
export type Actor = 'you' | 'account-holder' | 'admin' | 'apple' | 'nobody';

/** What waiting does: it mends, it does not until somebody acted, or nothing ever will. */
export type Healing = 'by-itself' | 'after-act' | 'no';

/** How much stands still: the work, a part of it, or nothing. */
export type Severity = 'error' | 'warning' | 'info';

/** The sentences of an explanation. */
export interface Words {
  /** What is wrong, in one sentence. */
  readonly what: string;
  readonly who: Actor;
  /** What to do. */
  readonly act: string;
  /** What people try that will not help. */
  readonly useless: string | null;
  readonly heals: Healing;
  readonly severity: Severity;
  /** Where to do it, or where Apple describes it. Always https. */
  readonly link: string | null;
}

/** An explained failure. */
export interface Diagnosis extends Words {
  readonly rule: RuleId;
  /** What Apple's support asks for: the id of the error, of the request, or the correlation key of an error page. */
  readonly appleErrorId: string | null;
  /** How long Apple asks to wait. */
  readonly retryAfterSeconds: number | null;
}

/** Pages of Apple that the sentences lead to. */
export const PAGES = {
  agreements: 'https://appstoreconnect.apple.com/business',
  analytics: 'https://developer.apple.com/documentation/appstoreconnectapi/downloading-analytics-reports',
  contact: 'https://developer.apple.com/contact/',
  corrections: 'https://developer.apple.com/documentation/analytics-reports/data-completeness-corrections',
  errors: 'https://developer.apple.com/documentation/appstoreconnectapi/interpreting-and-handling-errors',
  keys: 'https://appstoreconnect.apple.com/access/integrations/api',
  membership: 'https://developer.apple.com/account',
  rates: 'https://developer.apple.com/documentation/appstoreconnectapi/identifying-rate-limits',
  status: 'https://developer.apple.com/system-status/',
  tokens: 'https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests',
} as const;
