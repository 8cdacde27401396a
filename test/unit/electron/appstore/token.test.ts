import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTokens } from '../../../../electron/appstore/token.ts';
import type { Tokens } from '../../../../electron/appstore/token.ts';
import { makeKey } from '../../../appstore/server/keys.ts';
import type { FakeKey } from '../../../appstore/server/keys.ts';
import { verify } from '../../../appstore/server/verify.ts';
import type { Verdict } from '../../../appstore/server/verify.ts';

const START = Date.UTC(2026, 10, 18, 9, 0, 0, 400);
const REQUEST = { method: 'GET', url: new URL('https://api.appstoreconnect.apple.com/v1/apps') };

/** Tokens of a key, with a clock that a test can move. */
async function open(key: FakeKey): Promise<{ tokens: Tokens; at: (seconds: number) => void }> {
  let now = START;
  const opened = await openTokens({ identity: key, privateKey: key.p8, clock: () => now });
  if (!opened.ok) throw new Error(opened.fault.detail);
  return { tokens: opened.value, at: (seconds) => (now = START + seconds * 1000) };
}

async function textOf(tokens: Tokens, fresh?: boolean): Promise<string> {
  const token = await tokens.token(fresh);
  if (!token.ok) throw new Error(token.fault.detail);
  return token.value;
}

async function check(token: string, key: FakeKey, now = START): Promise<Verdict> {
  return verify(`Bearer ${token}`, REQUEST, [key], now);
}

let team: FakeKey;
let person: FakeKey;
beforeAll(async () => {
  team = await makeKey();
  person = await makeKey('PERSON1234', { kind: 'individual' });
});

describe('a token', () => {
  it('of a team names the issuer, the key and Apple, and passes Apple’s rules', async () => {
    const { tokens } = await open(team);
    const token = await textOf(tokens);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', kid: team.keyId, typ: 'JWT' });
    const now = Math.floor(START / 1000);
    const iss = team.signer.kind === 'team' ? team.signer.issuerId : '';
    expect(decodeJwt(token)).toEqual({ iss, aud: 'appstoreconnect-v1', iat: now - 60, exp: now + 840 });
    expect(await check(token, team)).toMatchObject({ ok: true });
  });

  it('of a person says so and names no issuer', async () => {
    const { tokens } = await open(person);
    const token = await textOf(tokens);
    expect(decodeJwt(token)).toMatchObject({ sub: 'user' });
    expect(decodeJwt(token).iss).toBeUndefined();
    expect(await check(token, person)).toMatchObject({ ok: true });
    expect(await check(token, { ...person, signer: team.signer })).toEqual({ ok: false, why: 'kind' });
  });

  it('passes while this clock is up to a minute fast or five minutes slow', async () => {
    const token = await textOf((await open(team)).tokens);
    for (const skew of [-59_000, -34_000, 0, 300_000]) {
      expect(await check(token, team, START + skew)).toMatchObject({ ok: true });
    }
    expect(await check(token, team, START - 61_000)).toEqual({ ok: false, why: 'not-yet' });
  });

  it('serves again until a minute before its end, then a new one does', async () => {
    const { tokens, at } = await open(team);
    const first = await textOf(tokens);
    at(779);
    expect(await textOf(tokens)).toBe(first);
    at(781);
    const second = await textOf(tokens);
    expect(second).not.toBe(first);
    expect(await check(second, team, START + 781_000)).toMatchObject({ ok: true });
  });

  it('is made anew when asked, even within the second', async () => {
    const { tokens } = await open(team);
    expect(await textOf(tokens, true)).not.toBe(await textOf(tokens, true));
  });

  it('is dated by Apple’s clock once that is known', async () => {
    const { tokens } = await open(team);
    const apples = START - 600_000;
    expect(await check(await textOf(tokens), team, apples)).toEqual({ ok: false, why: 'not-yet' });
    tokens.correctClock(600_000);
    expect(await check(await textOf(tokens), team, apples)).toMatchObject({ ok: true });
  });

  it('is kept when the clocks differ by less than a header can tell', async () => {
    const { tokens } = await open(team);
    const first = await textOf(tokens);
    tokens.correctClock(900);
    expect(await textOf(tokens)).toBe(first);
  });
});

describe('a key that cannot be used', () => {
  it('is refused with a sentence and without its text', async () => {
    const broken = team.p8.replace(/[A-Za-z0-9+/]{20}\n-----END/, 'AAAAAAAAAAAAAAAAAAAA\n-----END');
    const body = team.p8.split('\n')[1] ?? '';
    for (const privateKey of [broken, team.p8.slice(0, 120), 'nothing of the kind', '']) {
      const opened = await openTokens({ identity: team, privateKey, clock: () => START });
      expect(opened).toMatchObject({ ok: false, fault: { kind: 'local', reason: 'bad-key' } });
      expect(JSON.stringify(opened)).not.toContain(body.slice(0, 20));
    }
  });

  it('cannot be read back out of the tokens', async () => {
    const { tokens } = await open(team);
    await textOf(tokens);
    const body = team.p8.split('\n')[1] ?? '';
    expect(JSON.stringify(tokens)).not.toContain(body.slice(0, 20));
    expect(Object.keys(tokens).sort()).toEqual(['correctClock', 'identity', 'token']);
  });
});
