import { createECDH, generateKeyPairSync } from 'node:crypto';
import { assert, nat, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyIdOfFileName, readIssuerId, readKeyId, readPrivateKey } from '../../../../shared/appstore/key.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

function p8(curve = 'prime256v1'): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const KEY = p8();
const BODY = KEY.split('\n').slice(1, -2).join('\n');

describe('a key that is mended', () => {
  const ways: readonly (readonly [string, string])[] = [
    ['as Apple gave it', KEY],
    ['with line ends of Windows', KEY.replaceAll('\n', '\r\n')],
    ['with escaped line ends, as in an environment variable', KEY.trim().replaceAll('\n', '\\n')],
    ['escaped twice', KEY.trim().replaceAll('\n', '\\\\n')],
    ['with escaped line ends of Windows', KEY.trim().replaceAll('\n', '\\r\\n')],
    ['in quotes', `"${KEY.trim().replaceAll('\n', '\\n')}"`],
    ['as a line of a .env file', `ASC_KEY="${KEY.trim().replaceAll('\n', '\\n')}"`],
    ['with spaces for line ends', KEY.trim().replaceAll('\n', ' ')],
    ['without line ends', KEY.trim().replaceAll('\n', '')],
    ['without its first line', KEY.split('\n').slice(1).join('\n')],
    ['without its last line', KEY.split('\n').slice(0, -2).join('\n')],
    ['without both', BODY],
    [
      'indented',
      KEY.split('\n')
        .map((line) => `    ${line}`)
        .join('\n'),
    ],
    ['wrapped in base64 whole', Buffer.from(KEY).toString('base64')],
    ['wrapped in base64 with lines', Buffer.from(KEY).toString('base64').replaceAll(/.{76}/g, '$&\n')],
    ['wrapped twice', Buffer.from(Buffer.from(KEY).toString('base64')).toString('base64')],
    ['with a byte-order mark', `\uFEFF${KEY}`],
    ['with dashes that an editor made pretty', KEY.replaceAll('-----', '—–—')],
    ['with text around it', `Here is the key:\n\n${KEY}\nDo not share it.`],
    ['in the alphabet of URLs', BODY.replaceAll('+', '-').replaceAll('/', '_')],
  ];
  it.each(ways)('%s', (_, text) => {
    expect(valueOf(readPrivateKey(text))).toBe(KEY);
  });

  it('is what it was when it is read again', () => {
    expect(valueOf(readPrivateKey(valueOf(readPrivateKey(BODY))))).toBe(KEY);
  });
});

describe('what is no key is named, and never quoted', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const point = createECDH('prime256v1').generateKeys('base64');
  const pem = (label: string, body = BODY): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
  const things: readonly (readonly [string, string, RegExp])[] = [
    ['nothing', '  \n', /empty/],
    ['a public key', ec.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /public key/],
    [
      'a public key without lines around it',
      ec.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      /public key/,
    ],
    ['a certificate', pem('CERTIFICATE'), /certificate, not/],
    ['a certificate request', pem('CERTIFICATE REQUEST'), /signing request/],
    ['an RSA key', rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /RSA key/],
    ['an RSA key of the older form', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(), /RSA key/],
    ['a key on another curve', p8('secp384r1'), /another curve/],
    ['an EC key of the older form', ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString(), /converted/],
    ['a key with a password', pem('ENCRYPTED PRIVATE KEY'), /password/],
    ['an SSH key', pem('OPENSSH PRIVATE KEY'), /SSH key/],
    ['a .p12', '0\uFFFD\u0004\uFFFD\u0002\u0001\u0003', /binary file/],
    ['a file that is too large', 'A'.repeat(20_000), /too large/],
    ['half of a key', BODY.slice(0, 40), /part of this key is missing/],
    ['a key with a line lost', BODY.replace(/\n.*\n/, '\n'), /part of this key is missing/],
    ['a point on the curve', point, /not a private key/],
    ['a letter', 'Dear colleague, please find the key attached.', /not a whole key/],
  ];
  it.each(things)('%s', (_, text, sentence) => {
    const fault = faultOf(readPrivateKey(text));
    expect(fault.message).toMatch(sentence);
    expect(fault.kind).toBe('bad-input');
    for (const line of text.split('\n').filter((part) => part.length > 20)) {
      expect(JSON.stringify(fault)).not.toContain(line.slice(0, 20));
    }
  });

  it('answers to any text, with a key or a sentence', () => {
    assert(
      property(string({ maxLength: 400, unit: 'binary' }), nat({ max: BODY.length }), (noise, at) => {
        for (const text of [noise, BODY.slice(0, at) + noise + BODY.slice(at)]) {
          const result = readPrivateKey(text);
          if (!result.ok) expect(result.fault.message).toMatch(/\.$/);
        }
      }),
    );
  });
});

describe('the names around a key', () => {
  it.each([
    ['AuthKey_2X9R4HXF34.p8', '2X9R4HXF34'],
    ['/Users/ada/Downloads/AuthKey_2X9R4HXF34.p8', '2X9R4HXF34'],
    ['C:\\keys\\AuthKey_2X9R4HXF34.p8', '2X9R4HXF34'],
    ['AuthKey_2X9R4HXF34 (1).p8', '2X9R4HXF34'],
    ['AuthKey_2X9R4HXF34 copy.p8', '2X9R4HXF34'],
    ['authkey_2x9r4hxf34.P8', '2X9R4HXF34'],
    ['AuthKey_SHORT.p8', null],
    ['SubscriptionKey_2X9R4HXF34.p8', null],
    ['key.p8', null],
  ])('%s names the key %s', (name, id) => {
    expect(keyIdOfFileName(name)).toBe(id);
  });

  it('takes a key id as it is typed, and refuses what is none', () => {
    expect(valueOf(readKeyId(' 2x9r4hxf34 '))).toBe('2X9R4HXF34');
    expect(faultOf(readKeyId('2X9R4HXF3')).message).toMatch(/ten letters/);
    expect(faultOf(readKeyId('2X9R4HXF3/')).message).toMatch(/ten letters/);
  });

  it('takes an issuer id as it is typed, and refuses what is none', () => {
    expect(valueOf(readIssuerId('57246542-96FE-1A63-E053-0824D011072A\n'))).toBe(
      '57246542-96fe-1a63-e053-0824d011072a',
    );
    expect(faultOf(readIssuerId('57246542')).message).toMatch(/UUID/);
  });
});
