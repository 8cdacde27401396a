/**
 * An App Store Connect API key as people have it: a `.p8` file, or its text after a trip through an environment variable,
 * a chat or a CI secret. What can be mended is mended; what cannot is refused with a sentence that never quotes the text.
 *
 * A `.p8` is PKCS #8 (RFC 5958) in PEM (RFC 7468) around a P-256 private key. Whether the numbers inside are sound is for
 * the importer: this file looks at the wrapping and at the two object identifiers.
 */
import { fail, ok } from '../result.ts';
import type { Fault, Result } from '../result.ts';

/** Who a key belongs to: a team (its tokens name the issuer) or one person (they say `sub: "user"` instead). */
export type Signer = { readonly kind: 'team'; readonly issuerId: string } | { readonly kind: 'individual' };

/** A key's public half: what the library may hold. */
export interface KeyIdentity {
  /** Ten characters, e.g. `2X9R4HXF34`. */
  readonly keyId: string;
  readonly signer: Signer;
}

/** A `.p8` is about 260 bytes; wrapped and escaped it stays far below this. */
const LONGEST = 16_384;
const DEEPEST_WRAPPING = 2;

/** The object identifiers 1.2.840.10045.2.1 (elliptic curve), 1.2.840.10045.3.1.7 (P-256) and 1.2.840.113549.1.1.1 (RSA). */
const ELLIPTIC_CURVE = '06072a8648ce3d0201';
const P256 = '06082a8648ce3d030107';
const RSA = '06092a864886f70d010101';

function refuse(message: string): Result<string> {
  const fault: Fault = { kind: 'bad-input', message, remedy: { kind: 'choose-file' } };
  return fail(fault);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of the standard or the URL alphabet, without the spaces and line ends that copying leaves. */
function compact(base64: string): string {
  return base64.replaceAll(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
}

/** The bytes of compact base64; null where it is none. */
function bytesOf(base64: string): number[] | null {
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const digits = base64.replaceAll('=', '');
  if (digits.length % 4 === 1) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = ((held << 6) | ALPHABET.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return bytes;
}

/** The text inside of base64 that wraps a whole file, or null where it wraps bytes. */
function unwrap(base64: string): string | null {
  const bytes = bytesOf(compact(base64));
  const isText = bytes?.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
  return bytes !== null && isText === true ? String.fromCharCode(...bytes) : null;
}

/** Quotes, a variable's name, escaped line ends, a byte-order mark: what comes along when text is copied. */
function tidy(text: string): string {
  return text
    .replaceAll(/\\r|\r/g, '')
    .replaceAll(/\\+n/g, '\n')
    .replaceAll(/[\uFEFF\u200B\u00A0]/g, ' ')
    .trim()
    .replace(/^(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=\s*(?=["'-])/, '')
    .replace(/^(["'`])([\s\S]*)\1$/, '$2')
    .trim();
}

/** What else people drop here, told by its PEM label. */
function refuseLabel(label: string): Result<string> | null {
  if (label === 'PRIVATE KEY') return null;
  if (label.endsWith('PUBLIC KEY')) {
    return refuse('This is a public key. Choose the private key, AuthKey_….p8, that App Store Connect gave once.');
  }
  if (label.includes('CERTIFICATE REQUEST')) {
    return refuse('This is a certificate signing request, not an App Store Connect API key.');
  }
  if (label.includes('CERTIFICATE')) {
    return refuse('This is a certificate, not an App Store Connect API key. Choose the file AuthKey_….p8.');
  }
  if (label.startsWith('RSA '))
    return refuse('This is an RSA key. App Store Connect keys are P-256 keys in a .p8 file.');
  if (label.startsWith('ENCRYPTED ')) {
    return refuse('This key is protected by a password. Choose the file AuthKey_….p8 as Apple gave it.');
  }
  if (label.startsWith('OPENSSH ')) return refuse('This is an SSH key, not an App Store Connect API key.');
  if (label.startsWith('EC ')) {
    return refuse('This key was converted to another format. Choose the file AuthKey_….p8 as Apple gave it.');
  }
  return refuse('This PEM text holds something other than a private key. Choose the file AuthKey_….p8.');
}

function refuseBytes(hex: string): Result<string> {
  if (hex.includes(RSA) && hex.startsWith('3082')) {
    // Both a certificate and an RSA key name RSA; only a PKCS #8 key starts with a small version number.
    return /^3082.{4}02010[01]/.test(hex)
      ? refuse('This is an RSA key. App Store Connect keys are P-256 keys in a .p8 file.')
      : refuse('This is a certificate, not an App Store Connect API key. Choose the file AuthKey_….p8.');
  }
  if (hex.includes(ELLIPTIC_CURVE) && hex.startsWith('3059')) {
    return refuse('This is a public key. Choose the private key, AuthKey_….p8, that App Store Connect gave once.');
  }
  if (hex.startsWith('30') && hex.includes(ELLIPTIC_CURVE) && !hex.includes(P256)) {
    return refuse('This key lies on another curve than P-256, so it is not an App Store Connect API key.');
  }
  return refuse(
    'This is not a private key, or a part of it is missing. Choose the file AuthKey_….p8 as Apple gave it.',
  );
}

function toPem(base64: string): Result<string> {
  const written = compact(base64);
  const bytes = bytesOf(written);
  if (bytes === null) {
    return refuse('This text is not a whole key: some of it is missing or was changed. Choose the file AuthKey_….p8.');
  }
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  // SEQUENCE, version 0 or 1, then the algorithm: elliptic curve, P-256.
  const length = /^30(?:81)?(..)02010[01]/.exec(hex)?.[1];
  if (length !== undefined && Number.parseInt(length, 16) + (hex.startsWith('3081') ? 3 : 2) !== bytes.length) {
    return refuse('A part of this key is missing. Choose the file AuthKey_….p8 as Apple gave it.');
  }
  const isKey = length !== undefined && hex.includes(ELLIPTIC_CURVE) && hex.includes(P256);
  if (!isKey) return refuseBytes(hex);
  const lines = written.match(/.{1,64}/g) ?? [];
  return ok(`-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`);
}

function read(text: string, depth: number): Result<string> {
  const tidied = tidy(text);
  if (tidied === '') return refuse('There is no key here: the text is empty.');
  // Five dashes, or what an editor made of them.
  const header = /[-–—]{2,}\s*BEGIN ([A-Z0-9 ]+?)\s*[-–—]{2,}/.exec(tidied);
  const footer = /[-–—]{2,}\s*END [A-Z0-9 ]+?\s*[-–—]{2,}/.exec(tidied);
  const refusal = header?.[1] === undefined ? null : refuseLabel(header[1]);
  if (refusal !== null) return refusal;
  const from = header === null ? 0 : header.index + header[0].length;
  const body = tidied.slice(from, footer === null ? tidied.length : Math.max(from, footer.index));
  if (header === null && footer === null && depth < DEEPEST_WRAPPING) {
    const inner = unwrap(body);
    if (inner !== null) return read(inner, depth + 1);
  }
  return toPem(body);
}

/**
 * A `.p8` as dropped or pasted → PEM with 64-character lines. Mends escaped and foreign line ends, quotes, a missing first
 * or last line, spaces for line ends, and base64 around the whole. The fault names what the text is instead.
 */
export function readPrivateKey(text: string): Result<string> {
  if (text.length > LONGEST) return refuse('This file is too large for a key. Choose the file AuthKey_….p8.');
  // The first bytes of a DER SEQUENCE (a .p12 or .cer) are not text: as UTF-8 they leave U+FFFD or NUL behind.
  if (/[\0\uFFFD]/.test(text)) {
    return refuse('This is a binary file, such as a .p12 or a certificate. Choose the file AuthKey_….p8.');
  }
  return read(text, 0);
}

/** `…/AuthKey_2X9R4HXF34.p8` → `2X9R4HXF34`; null for other names. Copies (`AuthKey_2X9R4HXF34 (1).p8`) count. */
export function keyIdOfFileName(name: string): string | null {
  return (
    /(?:^|[/\\])(?:AuthKey|ApiKey)_([A-Z0-9]{10})(?: ?\(\d+\)| copy(?: \d+)?)?\.p8$/i.exec(name)?.[1]?.toUpperCase() ??
    null
  );
}

/** A key id as typed. */
export function readKeyId(text: string): Result<string> {
  const id = text.trim().toUpperCase();
  if (/^[A-Z0-9]{10}$/.test(id)) return ok(id);
  return refuse(
    'A key id has ten letters and digits, such as 2X9R4HXF34. It stands beside the key in App Store Connect.',
  );
}

/** An issuer id as typed: a UUID, in lower case. */
export function readIssuerId(text: string): Result<string> {
  const id = text.trim().toLowerCase();
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) return ok(id);
  return refuse(
    'An issuer id is a UUID. It stands above the list of keys in App Store Connect; individual keys have none.',
  );
}
