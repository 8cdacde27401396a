/** 429 and 5xx, and pages that no API sent: Apple's service is busy or broken, or something on the way answered. */
import { PAGES } from './diagnosis.ts';
import type { Words } from './diagnosis.ts';
import type { Evidence, Rule } from './evidence.ts';

const GATEWAY_WORDING = /correlation key|bad gateway|gateway time-?out|service unavailable/i;

/** With this many or fewer left, the hour's quota is what ran out. */
const NOTHING_LEFT = 1;

function isHourSpent({ rate }: Evidence): boolean {
  return rate !== null && rate.remaining <= NOTHING_LEFT;
}

function rateHour({ rate }: Evidence): Words {
  const limit = rate === null ? '' : ` of ${rate.limit}`;
  return {
    what: `The key has used up its requests${limit} for this hour; Apple counts the last 60 minutes, and all programs with the key together.`,
    who: 'nobody',
    act: 'Wait: Faultline goes on by itself as the hour moves. If other programs use the same key, give each its own.',
    useless: 'Trying again at once; every try counts.',
    heals: 'by-itself',
    severity: 'warning',
    link: PAGES.rates,
  };
}

function rateShort({ rate }: Evidence): Words {
  const left = rate === null ? '' : ` although ${rate.remaining} of the hour’s ${rate.limit} requests are left`;
  return {
    what: `Apple wants fewer requests at a time${left}: beside the hour’s quota it has a short limit that it does not publish.`,
    who: 'nobody',
    act: 'Nothing: Faultline slows down and goes on. If other programs use the same key or network, let them run at other times.',
    useless: 'A new key or another role.',
    heals: 'by-itself',
    severity: 'info',
    link: PAGES.rates,
  };
}

function gateway({ status, failure }: Evidence): Words {
  const number = status >= 500 ? ` (${status})` : '';
  const written = failure.method !== '' && failure.method !== 'GET';
  return {
    what: `Apple’s servers are out of order just now: an error page came${number} instead of an answer.`,
    who: 'apple',
    act: written
      ? 'Wait some minutes. This request was meant to change something: look whether it did before you send it again.'
      : 'Wait some minutes; Faultline tries again by itself. If it lasts, look at Apple’s system status.',
    useless: 'A new key, another role or a change of settings.',
    heals: 'by-itself',
    severity: 'warning',
    link: PAGES.status,
  };
}

function serviceError({ status, failure }: Evidence): Words {
  const number = status > 0 ? ` (${status})` : '';
  const written = failure.method !== '' && failure.method !== 'GET';
  return {
    what: `Something went wrong inside Apple’s service${number}; the request itself was understood.`,
    who: 'apple',
    act: `${written ? 'Look whether the change was made, then send it again.' : 'Wait; Faultline tries again by itself, with fewer requests at a time.'} If it lasts, give Apple’s support the error’s id.`,
    useless: 'A new key, another role or a change of settings.',
    heals: 'by-itself',
    severity: 'warning',
    link: PAGES.contact,
  };
}

const NOT_APPLE: Words = {
  what: 'A web page came where App Store Connect answers with data; a proxy, a firewall or the login page of a network stands in between.',
  who: 'you',
  act: 'Open a web page in the browser and sign in to the network if it asks, or let api.appstoreconnect.apple.com through the proxy; then try again.',
  useless: 'A new key or another role; the request may never have reached Apple.',
  heals: 'after-act',
  severity: 'error',
  link: null,
};

/** What answers of a busy or broken service mean. */
export const SERVICE_RULES: readonly Rule[] = [
  { id: 'rate-hour', codes: ['RATE_LIMIT_EXCEEDED'], statuses: [429], when: isHourSpent, words: rateHour },
  { id: 'rate-short', codes: ['RATE_LIMIT_EXCEEDED'], statuses: [429], words: rateShort },
  {
    id: 'service-gateway',
    statuses: [500, 502, 503, 504],
    wording: GATEWAY_WORDING,
    when: ({ isHtml, codes, status, wording }) =>
      codes.length === 0 &&
      (isHtml || status === 502 || status === 504) &&
      (status >= 500 || GATEWAY_WORDING.test(wording)),
    words: gateway,
  },
  {
    id: 'service-error',
    codes: ['UNEXPECTED_ERROR', 'INTERNAL_ERROR', 'SERVICE_UNAVAILABLE'],
    statuses: [500, 501, 502, 503, 504],
    wording: /an unexpected error occurred on the server side/i,
    words: serviceError,
  },
  {
    id: 'not-apple',
    statuses: [0, 200, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 407, 511],
    when: ({ isHtml, status }) => isHtml || status === 407 || status === 511,
    words: () => NOT_APPLE,
  },
];
