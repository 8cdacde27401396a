/**
 * 400, 404, 405, 406 and 409: the request asked for something that Apple has not, or in a way that it does not take. Such
 * answers mostly call for a change of the program; the sentences serve people who explain another program's answer too.
 */
import { PAGES } from './diagnosis.ts';
import type { Words } from './diagnosis.ts';
import { ENDPOINT_WORDS } from './endpoint.ts';
import { says } from './evidence.ts';
import type { Evidence, Rule } from './evidence.ts';
import { cleanWording, quoted } from './wording.ts';

const REPORT_IT = 'If it was Faultline’s own request, update Faultline, and report it if it stays.';

/** The named parameter, or words that stand for it. */
function parameterOf({ parameters, failure }: Evidence): string {
  const named = cleanWording(parameters[0] ?? failure.errors[0]?.parameter ?? '', 60);
  return named === '' ? 'A parameter' : `The parameter “${named}”`;
}

/** A request that has to be put otherwise by the program that made it. */
function programError(what: string, act: string, useless = 'Trying again, a new key or another role.'): Words {
  return {
    what,
    who: 'you',
    act: `${act} ${REPORT_IT}`,
    useless,
    heals: 'no',
    severity: 'warning',
    link: PAGES.errors,
  };
}

const ANALYTICS_GHOST: Words = {
  what: 'Apple contradicts itself: it says that the analytics report request exists already, and yet lists none.',
  who: 'apple',
  act: 'Write to Apple’s support with the error’s id and ask them to clear the request. For new data, make an ONGOING request instead.',
  useless: 'Sending the request again, or another key: the answer stays the same.',
  heals: 'no',
  severity: 'warning',
  link: PAGES.contact,
};

const ANALYTICS_EXISTS: Words = {
  what: 'The app has such an analytics report request already; Apple allows one of each kind.',
  who: 'nobody',
  act: 'Nothing: Faultline lists the requests of the app and uses the one that is there.',
  useless: 'Sending the request again.',
  heals: 'by-itself',
  severity: 'info',
  link: PAGES.analytics,
};

const INSTANCE_GONE: Words = {
  what: 'Apple lists this analytics report but has its data no longer; old reports go that way.',
  who: 'nobody',
  act: 'Nothing: Faultline skips it and marks the days as a gap.',
  useless: 'Trying again, or a key with a larger role.',
  heals: 'no',
  severity: 'info',
  link: PAGES.analytics,
};

function notFound({ endpoint, context }: Evidence): Words {
  const what = ENDPOINT_WORDS[endpoint];
  return {
    what:
      endpoint === 'other'
        ? 'Apple has nothing under this id: it was deleted or withdrawn, or the key may not see it.'
        : `Apple has not what was asked of ${what}: it was deleted or withdrawn, or the key may not see it.`,
    who: 'you',
    act: 'Check that the app is there in App Store Connect and open to this key; ids of apps are numbers, not bundle ids.',
    useless: 'Trying again at once.',
    heals: 'no',
    severity: context.keyWorked === true ? 'info' : 'warning',
    link: null,
  };
}

const METHOD_NOT_ALLOWED = programError(
  'Apple does not take this kind of request (GET, POST …) at this address.',
  'Check the method and the spelling of the path; a POST that a redirect turned into a GET gives the same answer.',
);

const MEDIA_TYPE = programError(
  'Apple does not deliver this address as plain JSON.',
  'Ask with the media type that belongs to it: metrics are application/vnd.apple.xcode-metrics+json, diagnostic logs application/vnd.apple.diagnostic-logs+json.',
);

const PATH_UNKNOWN = programError(
  'Apple does not know this address.',
  'Check the path for a slip or an id in the wrong place.',
);

function stateConflict({ failure }: Evidence): Words {
  const said = quoted(failure.errors[0]?.detail ?? failure.errors[0]?.title ?? '');
  return {
    what: `Something in App Store Connect stands in the way of this change${said === '' ? '.' : `; Apple says ${said}.`}`,
    who: 'you',
    act: 'Look at the app in App Store Connect, settle what Apple names there, and try again.',
    useless: 'A new key or another role.',
    heals: 'after-act',
    severity: 'warning',
    link: PAGES.errors,
  };
}

/** What Apple answers to a request that it cannot meet. */
export const REQUEST_RULES: readonly Rule[] = [
  {
    id: 'analytics-ghost',
    codes: ['STATE_ERROR', 'ENTITY_ERROR', 'NOT_FOUND'],
    statuses: [404, 409],
    when: ({ context, endpoint }) =>
      context.analyticsRequest === 'ghost' && (endpoint === 'analytics-create' || endpoint === 'analytics-requests'),
    words: () => ANALYTICS_GHOST,
  },
  {
    id: 'analytics-exists',
    codes: ['STATE_ERROR', 'ENTITY_ERROR'],
    statuses: [409],
    wording: /already have such an entity/i,
    when: (evidence) => evidence.endpoint === 'analytics-create' || says(/already have such an entity/i)(evidence),
    words: () => ANALYTICS_EXISTS,
  },
  {
    id: 'instance-gone',
    codes: ['NOT_FOUND'],
    statuses: [404, 410],
    when: ({ endpoint }) => endpoint === 'analytics-segments',
    words: () => INSTANCE_GONE,
  },
  {
    id: 'path-unknown',
    codes: ['NOT_FOUND', 'PATH_ERROR'],
    wording: /does not match a defined resource type/i,
    when: (evidence) =>
      evidence.codes.some((code) => code.startsWith('PATH_ERROR')) ||
      says(/does not match a defined resource type/i)(evidence),
    words: () => PATH_UNKNOWN,
  },
  {
    id: 'not-found',
    codes: ['NOT_FOUND'],
    statuses: [404, 410],
    when: ({ isHtml }) => !isHtml,
    words: notFound,
  },
  {
    id: 'parameter-duplicate',
    codes: ['PARAMETER_ERROR.DUPLICATE'],
    words: (evidence) =>
      programError(
        `${parameterOf(evidence)} was sent twice.`,
        'Take the address of the next page exactly as Apple gives it; it holds all parameters already.',
      ),
  },
  {
    id: 'parameter-illegal',
    codes: ['PARAMETER_ERROR.ILLEGAL'],
    words: (evidence) =>
      programError(
        `${parameterOf(evidence)} is not allowed at this address.`,
        'Leave it out: a limit belongs to lists, and a limit[…] only beside the include that it limits.',
      ),
  },
  {
    id: 'parameter-field',
    codes: ['PARAMETER_ERROR.INVALID'],
    wording: /not a valid field name/i,
    when: ({ parameters, wording }) =>
      parameters.some((name) => name.startsWith('fields[')) || /not a valid field name/i.test(wording),
    words: () => ({
      what: 'Apple’s documents list a field that the running service does not know.',
      who: 'nobody',
      act: 'Nothing: Faultline asks again without a choice of fields. Elsewhere: leave out the parameter fields[…].',
      useless: 'A new key or another role.',
      heals: 'by-itself',
      severity: 'info',
      link: PAGES.errors,
    }),
  },
  {
    id: 'parameter-invalid',
    codes: ['PARAMETER_ERROR'],
    words: (evidence) => {
      const said = quoted(evidence.failure.errors[0]?.detail ?? '');
      return programError(
        `${parameterOf(evidence)} has a value that Apple does not take${said === '' ? '.' : `: ${said}.`}`,
        'Correct the value; apps are filtered by their number, not by their bundle id.',
      );
    },
  },
  {
    id: 'method-not-allowed',
    codes: ['METHOD_NOT_ALLOWED'],
    statuses: [405],
    when: ({ isHtml }) => !isHtml,
    words: () => METHOD_NOT_ALLOWED,
  },
  {
    id: 'media-type',
    codes: ['NOT_ACCEPTABLE', 'UNSUPPORTED_MEDIA_TYPE'],
    statuses: [406, 415],
    words: () => MEDIA_TYPE,
  },
  { id: 'state-conflict', codes: ['STATE_ERROR'], statuses: [409], words: stateConflict },
];
