/**
 * What is seen without an error: empty lists, missing days, sums that do not fit. Apple answers 200 and people search for
 * their own mistake; often there is none.
 */
import { ANALYTICS_STOPPED, SCREENSHOT_EXPIRED } from './access.ts';
import { PAGES } from './diagnosis.ts';
import type { NamedWords } from './unanswered.ts';
import { cleanWording, spanOf } from './wording.ts';

/** Something odd in answers that are no errors. */
export type Observation = { readonly kind: 'observed' } & (
  | { readonly seen: 'analytics-none' }
  /** This computer's clock less Apple's; positive is ahead. */
  | { readonly seen: 'clock-off'; readonly seconds: number }
  | { readonly seen: 'analytics-stopped' }
  /** No report yet. `hours` since the request was made, where known. */
  | { readonly seen: 'analytics-waiting'; readonly hours: number | null }
  /** Days as `YYYY-MM-DD` that no instance of the analytics reports holds. */
  | { readonly seen: 'days-missing'; readonly days: readonly string[]; readonly duplicates: number }
  /** A total that is `ratio` times what App Store Connect shows. */
  | { readonly seen: 'total-too-high'; readonly ratio: number | null }
  | { readonly seen: 'pages-repeat-builds' }
  | { readonly seen: 'next-link-differs' }
  | { readonly seen: 'filter-matches-nothing'; readonly parameter: string; readonly value: string }
  | { readonly seen: 'linkages-missing' }
  | { readonly seen: 'unknown-value'; readonly field: string; readonly value: string }
  | { readonly seen: 'no-diagnostics'; readonly platform: string | null; readonly testFlight: boolean | null }
  | { readonly seen: 'no-dsym-address' }
  | { readonly seen: 'no-feedback' }
  | { readonly seen: 'screenshot-expired' }
  | { readonly seen: 'no-failure' }
  | { readonly seen: 'not-a-response' }
);

/** Apple names one to two days for the first report; longer waits happen. */
const USUAL_HOURS = 48;

function analyticsWaiting(hours: number | null): NamedWords {
  const since = hours === null ? '' : ` after ${Math.max(0, Math.round(hours))} hours`;
  const late = (hours ?? 0) > USUAL_HOURS;
  return {
    rule: 'analytics-waiting',
    what: `Apple has no analytics report yet${since}; the first comes one to two days after the request, sometimes later.`,
    who: late ? 'apple' : 'nobody',
    act: late
      ? 'Wait on; Faultline looks at every sync. After a week, ask Apple’s support. Apps with very few users get no report.'
      : 'Wait; Faultline looks at every sync.',
    useless: 'Making the request again, another key or another role.',
    heals: 'by-itself',
    severity: late ? 'warning' : 'info',
    link: PAGES.analytics,
  };
}

function daysMissing(days: readonly string[], duplicates: number): NamedWords {
  const shown = days.slice(0, 5).map((day) => cleanWording(day, 10));
  const more = days.length > shown.length ? ` and ${days.length - shown.length} more` : '';
  const twice = duplicates > 0 ? ' Apple published another day twice instead.' : '';
  return {
    rule: 'days-missing',
    what: `Apple published no analytics for ${shown.length === 0 ? 'some days' : shown.join(', ')}${more}.${twice}`,
    who: 'apple',
    act: 'Take the days as unknown, not as days without crashes; Faultline shows them as gaps. A report of a later processing date may still fill them.',
    useless: 'Fetching again, or filling the days with values in between.',
    heals: 'no',
    severity: 'info',
    link: PAGES.corrections,
  };
}

function noDiagnostics(platform: string | null, testFlight: boolean | null): NamedWords {
  const named = cleanWording(platform ?? '', 20).toUpperCase();
  const other = named !== '' && named !== 'IOS';
  const what = other
    ? 'Apple has no metrics and diagnostics for this app: it gathers them for iOS only.'
    : testFlight === true
      ? 'Apple has no metrics and diagnostics for this build: it gathers them from the App Store version, not from TestFlight.'
      : 'Apple has no metrics and diagnostics for this app yet: they take many users who share data, and some days after a release.';
  const nothing = 'Nothing; there is no setting for it. Crash reports and feedback come all the same.';
  return {
    rule: 'no-diagnostics',
    what,
    who: 'nobody',
    act:
      other || testFlight === true ? nothing : 'Wait for more users and look again some days after the next release.',
    useless: 'A new key or another role: an empty answer is no refusal.',
    heals: other || testFlight === true ? 'no' : 'by-itself',
    severity: 'info',
    link: null,
  };
}

/** Explains something odd in answers that are no errors. */
export function explainObservation(observation: Observation): NamedWords {
  switch (observation.seen) {
    case 'analytics-none':
      return {
        rule: 'analytics-none',
        what: 'Nobody asked Apple yet to make analytics reports for this app, so there are no crash counts of the App Store.',
        who: 'admin',
        act: 'Use a team key with the role Admin once to make an ONGOING report request; later the role Sales and Reports is enough.',
        useless: 'Waiting: Apple makes no reports unasked.',
        heals: 'after-act',
        severity: 'warning',
        link: PAGES.analytics,
      };
    case 'clock-off': {
      const ahead = observation.seconds > 0;
      return {
        rule: ahead ? 'clock-ahead' : 'clock-behind',
        what: `This computer’s clock is ${spanOf(observation.seconds)} ${ahead ? 'ahead of' : 'behind'} Apple’s.`,
        who: 'you',
        act: 'Let the system set date and time by itself. Faultline dates its tokens by Apple’s clock meanwhile; other programs may be refused.',
        useless: 'A new key.',
        heals: 'after-act',
        severity: 'warning',
        link: PAGES.tokens,
      };
    }
    case 'analytics-stopped':
      return { rule: 'analytics-stopped', ...ANALYTICS_STOPPED };
    case 'analytics-waiting':
      return analyticsWaiting(observation.hours);
    case 'days-missing':
      return daysMissing(observation.days, observation.duplicates);
    case 'total-too-high': {
      const times = observation.ratio === null ? '' : ` (about ${observation.ratio.toFixed(1)} times)`;
      return {
        rule: 'total-too-high',
        what: `The crash total is higher than in App Store Connect${times}, because reports that replace each other were added up.`,
        who: 'you',
        act: 'For each day take only the report with the latest processing date; it replaces all earlier rows of that day. Faultline counts so.',
        useless: 'A new key or fetching again.',
        heals: 'after-act',
        severity: 'warning',
        link: PAGES.corrections,
      };
    }
    case 'pages-repeat-builds':
      return {
        rule: 'pages-repeat-builds',
        what: 'Some builds come on two pages and others on none; Apple’s list of an app’s builds does not page well.',
        who: 'nobody',
        act: 'Nothing: Faultline lists builds by /v1/builds?filter[app]=…, which does. Elsewhere: use that list.',
        useless: 'Smaller pages, another key or another role.',
        heals: 'no',
        severity: 'info',
        link: null,
      };
    case 'next-link-differs':
      return {
        rule: 'next-link-differs',
        what: 'Apple’s address of the next page has its parameters in another order than the request, or lacks a limit[…].',
        who: 'nobody',
        act: 'Nothing: it is the right address. Take it as it is, and compare addresses by their meaning, not letter by letter.',
        useless: 'Putting the parameters back; that gives PARAMETER_ERROR.DUPLICATE.',
        heals: 'no',
        severity: 'info',
        link: null,
      };
    case 'filter-matches-nothing': {
      const parameter = cleanWording(observation.parameter, 40);
      const value = cleanWording(observation.value, 80);
      return {
        rule: 'filter-matches-nothing',
        what: `The list is empty because ${parameter} was given “${value}”, and Apple answers unknown values with an empty list.`,
        who: 'you',
        act: 'Give the app’s number (its Apple ID in App Store Connect), not its bundle id.',
        useless: 'A new key or another role: the key was accepted.',
        heals: 'after-act',
        severity: 'warning',
        link: null,
      };
    }
    case 'linkages-missing':
      return {
        rule: 'linkages-missing',
        what: 'The feedback comes without its build and tester, because a choice of fields left them out.',
        who: 'you',
        act: 'Name build and tester in fields[…] too, beside include=build,tester; or choose no fields.',
        useless: 'A new key or another role.',
        heals: 'after-act',
        severity: 'warning',
        link: null,
      };
    case 'unknown-value':
      return {
        rule: 'unknown-value',
        what: `Apple uses a value that its documents do not name: ${cleanWording(observation.field, 60)} is “${cleanWording(observation.value, 60)}”.`,
        who: 'nobody',
        act: 'Nothing: Faultline keeps the value as it is. Programs that refuse it should take unknown values as text.',
        useless: 'A new key or fetching again.',
        heals: 'no',
        severity: 'info',
        link: null,
      };
    case 'no-diagnostics':
      return noDiagnostics(observation.platform, observation.testFlight);
    case 'no-dsym-address':
      return {
        rule: 'no-dsym-address',
        what: 'Apple has no dSYM for this build: since Xcode 14 there is no bitcode, and Apple makes no symbols of its own.',
        who: 'you',
        act: 'Use the archive of the build from Xcode’s Organizer or your build server; Xcode Cloud keeps it as an artifact.',
        useless: 'Waiting, or a key with a larger role.',
        heals: 'no',
        severity: 'info',
        link: null,
      };
    case 'no-feedback':
      return {
        rule: 'no-feedback',
        what: 'There is no crash feedback: only crashes that a tester sends in TestFlight appear here; the others are in Xcode’s Organizer only.',
        who: 'nobody',
        act: 'Ask testers to press Share when TestFlight offers it after a crash.',
        useless: 'A new key or another role: an empty answer is no refusal.',
        heals: 'no',
        severity: 'info',
        link: null,
      };
    case 'screenshot-expired':
      return { rule: 'screenshot-expired', ...SCREENSHOT_EXPIRED };
    case 'no-failure':
      return {
        rule: 'no-failure',
        what: 'This response is no failure: Apple answered with what was asked for.',
        who: 'nobody',
        act: 'Nothing.',
        useless: null,
        heals: 'no',
        severity: 'info',
        link: null,
      };
    case 'not-a-response':
      return {
        rule: 'not-a-response',
        what: 'This is no response of App Store Connect that Faultline can read.',
        who: 'you',
        act: 'Save the whole response: its JSON, or headers and body as curl -i prints them. Leave the request’s Authorization header out.',
        useless: null,
        heals: 'no',
        severity: 'warning',
        link: PAGES.errors,
      };
  }
}
