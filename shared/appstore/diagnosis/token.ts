/**
 * 401: Apple does not take the token. Every cause has the same code and the same words, so what surrounds the request
 * decides. Rules of tokens: https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests
 */
import { PAGES } from './diagnosis.ts';
import type { Words } from './diagnosis.ts';
import type { Evidence, Rule } from './evidence.ts';
import { cleanId, spanOf } from './wording.ts';

/** Tokens are dated this far back, so that a clock may be fast by as much. */
const DATED_BACK_SECONDS = 60;

/** Apple refuses tokens that end later than this by its own clock. */
const LONGEST_SECONDS = 1200;

/** With the token's end unknown: so far behind, a token of fifteen minutes is dead on arrival. */
const DEAD_ON_ARRIVAL_SECONDS = 600;

const CODES = { codes: ['NOT_AUTHORIZED'], statuses: [401] };

/** The key by its id, where that is known. */
function keyOf({ context }: Evidence): string {
  const id = cleanId(context.keyId, 20);
  return id === null ? 'the key' : `the key ${id}`;
}

/** How far the clock that dated the token was off; 0 where that was mended or is not known. */
function skewOfToken({ context, skew }: Evidence): number {
  return context.clockCorrected ? 0 : (skew ?? 0);
}

function isTooLong(evidence: Evidence): boolean {
  const { tokenLifetimeSeconds, tokenSecondsLeft } = evidence.context;
  if ((tokenLifetimeSeconds ?? 0) > LONGEST_SECONDS) return true;
  return (tokenSecondsLeft ?? 0) + Math.max(skewOfToken(evidence), 0) > LONGEST_SECONDS;
}

function isDeadOnArrival(evidence: Evidence): boolean {
  const { tokenSecondsLeft } = evidence.context;
  const skew = skewOfToken(evidence);
  if (skew >= 0) return false;
  return tokenSecondsLeft === null
    ? skew <= -DEAD_ON_ARRIVAL_SECONDS
    : tokenSecondsLeft > 0 && tokenSecondsLeft + skew <= 0;
}

function keyKind({ context }: Evidence): Words {
  const individual = context.keyKind === 'individual';
  return {
    what: individual
      ? 'The key is an individual key, but its token named an issuer as team keys do; Apple refuses the mixture.'
      : 'The key is a team key, but its token named no issuer; Apple refuses the mixture.',
    who: 'you',
    act: individual
      ? 'Remove the account and add the key again as an individual key, without an issuer id.'
      : 'Remove the account and add the key again as a team key, with the issuer id from Users and Access › Integrations.',
    useless: 'Waiting or another role; the key itself is fine.',
    heals: 'after-act',
    severity: 'error',
    link: PAGES.keys,
  };
}

function clockAhead({ skew }: Evidence): Words {
  return {
    what: `This computer’s clock is ${spanOf(skew ?? 0)} ahead of Apple’s, so the token seems to come from the future and Apple refuses it.`,
    who: 'you',
    act: 'Let the system set date and time by itself, then try again.',
    useless: 'A new key; the one you have is not the trouble.',
    heals: 'after-act',
    severity: 'error',
    link: PAGES.tokens,
  };
}

function clockBehind({ skew }: Evidence): Words {
  return {
    what: `This computer’s clock is ${spanOf(skew ?? 0)} behind Apple’s, so the token has expired before it arrives.`,
    who: 'you',
    act: 'Let the system set date and time by itself, then try again.',
    useless: 'A new key; the one you have is not the trouble.',
    heals: 'after-act',
    severity: 'error',
    link: PAGES.tokens,
  };
}

function tokenTooLong(evidence: Evidence): Words {
  const skew = skewOfToken(evidence);
  const ahead = skew > 0;
  return {
    what: ahead
      ? `The token ends more than 20 minutes from now by Apple’s clock, for this computer’s clock is ${spanOf(skew)} ahead; Apple refuses such tokens.`
      : 'The token is good for more than 20 minutes; Apple refuses such tokens.',
    who: 'you',
    act: ahead
      ? 'Let the system set date and time by itself, and use tokens of 10 to 15 minutes; Faultline’s own have 15.'
      : 'Use tokens of 10 to 15 minutes; Faultline’s own have 15.',
    useless: 'A new key; only the token’s dates are refused.',
    heals: 'after-act',
    severity: 'error',
    link: PAGES.tokens,
  };
}

const TOKEN_EXPIRED: Words = {
  what: 'The token expired while the work went on; tokens are good for minutes only.',
  who: 'nobody',
  act: 'Nothing: Faultline signs a new token and asks again. If another program got this answer, it has to sign anew before the end.',
  useless: 'A new key or another role.',
  heals: 'by-itself',
  severity: 'info',
  link: PAGES.tokens,
};

const TOKEN_FLICKER: Words = {
  what: 'Apple refused a token that should be good; now and then it does not know a fresh token at once.',
  who: 'nobody',
  act: 'Try once more; Faultline does so by itself. If it stays refused, check the key’s id, issuer and state.',
  useless: 'A new key, as long as a second try works.',
  heals: 'by-itself',
  severity: 'warning',
  link: PAGES.status,
};

function keyRejected(evidence: Evidence): Words {
  const { keyKind } = evidence.context;
  const match =
    keyKind === 'individual'
      ? 'its key id matches the file and that it really is an individual key; a team key needs its issuer id'
      : keyKind === 'team'
        ? 'key id, issuer id and file belong together and that it is no individual key, which has no issuer id'
        : 'key id, issuer id and file belong together; individual keys have no issuer id';
  return {
    what: `Apple does not accept ${keyOf(evidence)}: it was revoked, or its id, its issuer and the private key do not belong together.`,
    who: 'you',
    act: `Look under Users and Access › Integrations whether the key is still active, and check that ${match}.`,
    useless: 'Waiting, another role, or signing agreements; Apple does not know who is asking.',
    heals: 'after-act',
    severity: 'error',
    link: PAGES.keys,
  };
}

const SCOPE_MISMATCH: Words = {
  what: 'The token is limited to certain requests (its “scope”), and Apple does not count this request among them.',
  who: 'you',
  act: 'Use a token without scope. A scope has to name the path and every parameter but limit, cursor and sort, and Apple has refused matching ones for performance metrics too.',
  useless: 'A new key or the role Admin; the key may do it, the token may not.',
  heals: 'after-act',
  severity: 'error',
  link: PAGES.tokens,
};

/** What a refused token means, the surest cause first. */
export const TOKEN_RULES: readonly Rule[] = [
  {
    id: 'scope-mismatch',
    codes: ['NOT_AUTHORIZED', 'FORBIDDEN', 'FORBIDDEN_ERROR'],
    statuses: [401, 403],
    when: ({ context }) => context.tokenScoped,
    words: () => SCOPE_MISMATCH,
  },
  {
    ...CODES,
    id: 'key-kind',
    when: ({ context: { keyKind, tokenOwner } }) =>
      (keyKind === 'individual' && tokenOwner === 'issuer') || (keyKind === 'team' && tokenOwner === 'user'),
    words: keyKind,
  },
  { ...CODES, id: 'token-too-long', when: isTooLong, words: tokenTooLong },
  { ...CODES, id: 'clock-ahead', when: (evidence) => skewOfToken(evidence) > DATED_BACK_SECONDS, words: clockAhead },
  { ...CODES, id: 'clock-behind', when: isDeadOnArrival, words: clockBehind },
  {
    ...CODES,
    id: 'token-expired',
    when: ({ context: { tokenSecondsLeft } }) => tokenSecondsLeft !== null && tokenSecondsLeft <= 0,
    words: () => TOKEN_EXPIRED,
  },
  {
    ...CODES,
    id: 'token-flicker',
    when: ({ context: { retried, tokenUse, keyWorked } }) => !retried && (tokenUse === 'first' || keyWorked === true),
    words: () => TOKEN_FLICKER,
  },
  {
    ...CODES,
    id: 'key-rejected',
    wording: /authentication credentials are missing or invalid|properly configured and signed bearer token/i,
    when: ({ isHtml }) => !isHtml,
    words: keyRejected,
  },
];
