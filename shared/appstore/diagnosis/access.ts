/**
 * 403: Apple knows the key and refuses all the same. First what stops every key of a team (agreements, membership),
 * for there another key is of no use; then signed addresses, whose 403 means expiry; then roles.
 */
import { PAGES } from './diagnosis.ts';
import type { Words } from './diagnosis.ts';
import { ENDPOINT_WORDS, ROLES } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { says } from './evidence.ts';
import type { Evidence, Rule } from './evidence.ts';

const FORBIDDEN = ['FORBIDDEN', 'FORBIDDEN_ERROR'];

const AGREEMENT_CODES = [
  'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED',
  'FORBIDDEN_ERROR.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED',
  'FORBIDDEN.PLA_*',
  'FORBIDDEN_ERROR.PLA_*',
];

const AGREEMENT_WORDING =
  /program license agreement|required agreement is missing|in-effect agreement|because of PLA status|agree to the latest/i;

const MEMBERSHIP_WORDING = /not associated with an active membership|membership (?:has )?expired/i;

const EXPIRED_WORDING = /request has expired|<code>\s*(?:AccessDenied|ExpiredToken|SignatureDoesNotMatch)/i;

const AGREEMENT_UNSIGNED: Words = {
  what: 'An agreement with Apple is not signed or has expired, and Apple refuses every request of the team until it is.',
  who: 'account-holder',
  act: 'Ask the Account Holder to sign in to App Store Connect › Business and to developer.apple.com/account, and to accept what is waiting there. If all is signed, wait; Apple can take hours.',
  useless: 'Another key, another role or signing by an Admin: all keys of the team are refused alike.',
  heals: 'after-act',
  severity: 'error',
  link: PAGES.agreements,
};

const AGREEMENT_DELAY: Words = {
  what: 'Apple says that an agreement is missing although none is; its servers sometimes lag behind.',
  who: 'apple',
  act: 'Try again later. If it lasts for more than a day, write to Apple’s support and give them the error’s id.',
  useless: 'Another key, another role or signing again.',
  heals: 'by-itself',
  severity: 'warning',
  link: PAGES.contact,
};

const MEMBERSHIP_LAPSED: Words = {
  what: 'The team’s membership in the Apple Developer Program has lapsed.',
  who: 'account-holder',
  act: 'Ask the Account Holder to renew the membership at developer.apple.com/account; the keys work again after that.',
  useless: 'Another key or another role: the whole team is locked out.',
  heals: 'after-act',
  severity: 'error',
  link: PAGES.membership,
};

const SEGMENT_EXPIRED: Words = {
  what: 'The download address of a report’s part has expired; such addresses are good for five minutes.',
  who: 'nobody',
  act: 'Nothing: Faultline asks for a fresh address and downloads again. Elsewhere: read the segments anew right before each download.',
  useless: 'A new key or another role, and sending the token: the address carries its own permission.',
  heals: 'by-itself',
  severity: 'info',
  link: PAGES.analytics,
};

/** For an address that died before it was used, and for one whose submission says so in advance. */
export const SCREENSHOT_EXPIRED: Words = {
  what: 'The address of a screenshot has expired; Apple hands them out for a limited time.',
  who: 'nobody',
  act: 'Nothing: Faultline reads the feedback again, gets a fresh address and keeps the picture. Elsewhere: save pictures when they are listed.',
  useless: 'A new key or another role, and asking the old address again.',
  heals: 'by-itself',
  severity: 'info',
  link: null,
};

const DOWNLOAD_EXPIRED: Words = {
  what: 'This is not an answer of App Store Connect but of Apple’s storage: a download address has expired.',
  who: 'nobody',
  act: 'Read the list that the address came from again and download at once; addresses of report parts last five minutes.',
  useless: 'A new key or another role: such addresses carry their own permission.',
  heals: 'by-itself',
  severity: 'info',
  link: null,
};

const ANALYTICS: ReadonlySet<Endpoint> = new Set([
  'analytics-create',
  'analytics-requests',
  'analytics-reports',
  'analytics-segments',
]);

/** For a refusal, and for a request that says so itself. */
export const ANALYTICS_STOPPED: Words = {
  what: 'Apple stopped making the analytics reports because nobody fetched them for a while, and only a key with the role Admin may start them again.',
  who: 'admin',
  act: 'Have someone add a key with the role Admin once, so that a new report request can be made; afterwards the role Sales and Reports is enough.',
  useless: 'Waiting, or another key with Sales and Reports: the old request does not come back.',
  heals: 'after-act',
  severity: 'warning',
  link: PAGES.analytics,
};

function roleAct({ context, endpoint }: Evidence): string {
  const role = ROLES[endpoint];
  if (context.keyKind === 'individual') {
    return `An individual key can do what its person can: ask an Admin to give that person ${role ?? 'a larger role, such as App Manager,'} and access to the app, or use a team key.`;
  }
  if (endpoint === 'analytics-create') {
    return 'Use a team key with the role Admin once to make the request; reading the reports later takes only Sales and Reports.';
  }
  return role === null
    ? 'Apple does not document which role this takes; use a team key with a larger role: App Manager, then Admin.'
    : `Use a team key with ${role}. A key’s role cannot be changed, so an Admin has to make a new one.`;
}

function roleMissing(evidence: Evidence): Words {
  const { context, endpoint } = evidence;
  return {
    what: `Apple accepts the key but does not let it reach ${ENDPOINT_WORDS[endpoint]}: its role is too small${context.keyKind === 'team' ? '' : ' or it has no access to the app'}.`,
    who: 'admin',
    act: roleAct(evidence),
    useless: 'Trying again, or a new key with the same role.',
    heals: 'after-act',
    severity: context.keyWorked === true ? 'warning' : 'error',
    link: PAGES.keys,
  };
}

/** What a refusal means, what stops everything first. */
export const ACCESS_RULES: readonly Rule[] = [
  {
    id: 'agreement-delay',
    codes: [...AGREEMENT_CODES, ...FORBIDDEN],
    wording: AGREEMENT_WORDING,
    when: (evidence) => evidence.context.agreementsSigned === true && isAgreement(evidence),
    words: () => AGREEMENT_DELAY,
  },
  {
    id: 'agreement-unsigned',
    codes: [...AGREEMENT_CODES, ...FORBIDDEN],
    wording: AGREEMENT_WORDING,
    when: isAgreement,
    words: () => AGREEMENT_UNSIGNED,
  },
  {
    id: 'membership-lapsed',
    codes: FORBIDDEN,
    wording: MEMBERSHIP_WORDING,
    when: says(MEMBERSHIP_WORDING),
    words: () => MEMBERSHIP_LAPSED,
  },
  {
    id: 'segment-expired',
    statuses: [400, 401, 403, 404, 410],
    when: ({ endpoint }) => endpoint === 'segment-file',
    words: () => SEGMENT_EXPIRED,
  },
  {
    id: 'screenshot-expired',
    statuses: [400, 401, 403, 404, 410],
    when: ({ endpoint }) => endpoint === 'screenshot-file',
    words: () => SCREENSHOT_EXPIRED,
  },
  {
    id: 'download-expired',
    statuses: [400, 403],
    wording: EXPIRED_WORDING,
    when: says(EXPIRED_WORDING),
    words: () => DOWNLOAD_EXPIRED,
  },
  {
    id: 'analytics-stopped',
    codes: FORBIDDEN,
    statuses: [403],
    when: ({ context, endpoint }) => context.analyticsRequest === 'stopped' && ANALYTICS.has(endpoint),
    words: () => ANALYTICS_STOPPED,
  },
  {
    id: 'role-missing',
    codes: FORBIDDEN,
    statuses: [403],
    wording: /api key in use does not allow this request/i,
    when: ({ isHtml }) => !isHtml,
    words: roleMissing,
  },
];

function isAgreement({ codes, wording }: Evidence): boolean {
  const named = codes.some((code) => /^FORBIDDEN(?:_ERROR)?\.(?:PLA_|REQUIRED_AGREEMENTS_)/.test(code));
  return named || AGREEMENT_WORDING.test(wording);
}
