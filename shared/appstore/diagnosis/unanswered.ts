/** Failures without an answer of Apple: the network, the key on this computer, and answers that Faultline refuses. */
import type { LocalFailure, NetworkFailure } from '../failure.ts';
import { PAGES } from './diagnosis.ts';
import type { RuleId, Words } from './diagnosis.ts';
import { cleanWording, quoted } from './wording.ts';

/** An explanation with its name. */
export type NamedWords = Words & { readonly rule: RuleId };

const NO_NEW_KEY = 'A new key or another role; the request never reached Apple.';

function network(rule: RuleId, what: string, act: string): NamedWords {
  return { rule, what, who: 'you', act, useless: NO_NEW_KEY, heals: 'by-itself', severity: 'warning', link: null };
}

/** Explains that no answer came. */
export function explainNetwork({ reason, detail }: NetworkFailure): NamedWords {
  switch (reason) {
    case 'offline':
      return network(
        'offline',
        'This computer is offline.',
        'Nothing: Faultline shows what it has and goes on when the network is back.',
      );
    case 'dns':
      return network(
        'offline',
        'The address of App Store Connect could not be looked up; the network or its name service is down.',
        'Check the network; Faultline goes on when it is back.',
      );
    case 'tls':
      return {
        rule: 'tls',
        what: 'The connection to App Store Connect is not trustworthy: its certificate does not check out, so Faultline sent nothing.',
        who: 'you',
        act: 'Check the computer’s date, and whether a proxy or security program opens encrypted connections; let api.appstoreconnect.apple.com pass untouched.',
        useless: 'A new key, and above all sending the key’s token all the same.',
        heals: 'after-act',
        severity: 'error',
        link: null,
      };
    case 'timeout':
      return {
        rule: 'service-slow',
        what: 'Apple did not answer in time.',
        who: 'apple',
        act: 'Wait; Faultline tries again by itself, with fewer requests at a time. If it lasts, look at Apple’s system status.',
        useless: 'A new key or another role.',
        heals: 'by-itself',
        severity: 'warning',
        link: PAGES.status,
      };
    case 'refused':
    case 'reset':
    case 'other': {
      const said = quoted(detail);
      return network(
        'network-failed',
        `The connection to App Store Connect ${reason === 'refused' ? 'was refused' : 'broke off'}${said === '' ? '.' : `: ${said}.`}`,
        'Try again. If it lasts, check network, proxy and firewall: api.appstoreconnect.apple.com has to be reachable.',
      );
    }
    case 'cancelled':
      return {
        rule: 'cancelled',
        what: 'The request was cancelled.',
        who: 'nobody',
        act: 'Nothing; start it again when you like. What was fetched before is kept.',
        useless: null,
        heals: 'no',
        severity: 'info',
        link: null,
      };
  }
}

const DAMAGED: NamedWords = {
  rule: 'download-damaged',
  what: 'A downloaded file did not arrive whole: its size, its checksum or its compression is wrong.',
  who: 'nobody',
  act: 'Nothing: Faultline threw it away and fetches it again. Elsewhere: unpack gzip files to the very end, for they can hold several parts, and compare size and checksum.',
  useless: 'A new key or another role.',
  heals: 'by-itself',
  severity: 'warning',
  link: null,
};

/** Explains why Faultline stopped by itself. */
export function explainLocal({ reason, detail }: LocalFailure): NamedWords {
  const said = quoted(detail);
  switch (reason) {
    case 'bad-key':
      return {
        rule: 'key-unreadable',
        what: `The private key cannot be read: ${cleanWording(detail) || 'the text is no whole .p8 file as Apple hands it out.'}`,
        who: 'you',
        act: 'Drop the file AuthKey_….p8 itself instead of pasted text. If it is lost, an Admin has to make a new key, for Apple hands each out only once.',
        useless: 'Waiting or another role; Apple was not asked yet.',
        heals: 'after-act',
        severity: 'error',
        link: PAGES.keys,
      };
    case 'keychain':
      return {
        rule: 'keychain',
        what: 'The private key cannot be fetched from the system’s keychain.',
        who: 'you',
        act: `Unlock the keychain and allow Faultline to use it; if the item is gone, add the account again.${said === '' ? '' : ` The keychain says ${said}.`}`,
        useless: 'A new key at Apple; the one you have is only locked away.',
        heals: 'after-act',
        severity: 'error',
        link: null,
      };
    case 'loop':
      return {
        rule: 'pages-repeat',
        what: 'Apple’s list led back to a page that had been read already, so Faultline stopped reading.',
        who: 'you',
        act: 'Sync again. If it stays, report it with the time. Elsewhere: take the address of the next page exactly as Apple gives it, with its limit.',
        useless: 'A new key or another role.',
        heals: 'by-itself',
        severity: 'warning',
        link: null,
      };
    case 'foreign-host':
      return {
        rule: 'foreign-host',
        what: 'An address in Apple’s answer led to another computer, and Faultline did not send the token there.',
        who: 'you',
        act: 'Check whether a proxy changes the answers of api.appstoreconnect.apple.com; if there is none, report it.',
        useless: 'A new key; and no token should follow such an address.',
        heals: 'no',
        severity: 'error',
        link: null,
      };
    case 'too-large':
      return {
        rule: 'too-large',
        what: 'An answer is larger than Faultline reads.',
        who: 'you',
        act: 'Report it with the kind of data and the app; everything else is synced.',
        useless: 'Trying again, a new key or another role.',
        heals: 'no',
        severity: 'warning',
        link: null,
      };
    case 'truncated':
      return DAMAGED;
    case 'malformed':
      return {
        rule: 'malformed-answer',
        what: `Apple’s answer does not have the shape that Apple documents${said === '' ? '.' : `: ${said}.`}`,
        who: 'you',
        act: 'Sync again later and update Faultline. If it stays, report it; the rest is synced.',
        useless: 'A new key or another role.',
        heals: 'no',
        severity: 'warning',
        link: null,
      };
  }
}
