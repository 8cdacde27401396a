import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, readForm, readKey, shownKeyId } from '../../../../../renderer/panes/settings/key-form.ts';
import type { KeyForm } from '../../../../../renderer/panes/settings/key-form.ts';
import { makeKey } from '../../../../appstore/server/keys.ts';

const { p8 } = await makeKey();
const ISSUER = '57246542-96FE-1A63-E053-0824D011072A';
const file = new File([p8], 'AuthKey_2X9R4HXF34.p8');
const team: KeyForm = { ...EMPTY_FORM, issuerId: ` ${ISSUER} ` };

describe('the form for a key', () => {
  it('reads the key id from the file’s name until somebody types another', () => {
    expect(shownKeyId(EMPTY_FORM, file)).toBe('2X9R4HXF34');
    expect(shownKeyId({ ...EMPTY_FORM, keyId: 'AB' }, file)).toBe('AB');
    expect(shownKeyId(EMPTY_FORM, new File([p8], 'key.p8'))).toBe('');
    expect(shownKeyId(EMPTY_FORM, null)).toBe('');
  });

  it('asks for a team’s issuer, and for none of a person', async () => {
    expect(await readForm(team, file)).toMatchObject({
      ok: true,
      value: { name: 'App Store Connect', keyId: '2X9R4HXF34', issuerId: ISSUER.toLowerCase() },
    });
    expect(await readForm(EMPTY_FORM, file)).toMatchObject({ ok: false, fault: { field: 'issuerId' } });
    expect(await readForm({ ...EMPTY_FORM, kind: 'individual' }, file)).toMatchObject({
      ok: true,
      value: { issuerId: null },
    });
  });

  it('mends what was pasted', async () => {
    const pasted = p8.replaceAll('\n', '\\n');
    const read = await readForm({ ...team, pasted, keyId: '2x9r4hxf34', name: ' Harbor ' }, null);
    expect(read).toMatchObject({ ok: true, value: { name: 'Harbor', keyId: '2X9R4HXF34' } });
    expect(read.ok && read.value.privateKey.trim()).toBe(p8.trim());
  });

  it('names the field that stands in the way, and never quotes the key', async () => {
    const broken = p8.slice(0, 100);
    const attempts = [
      [await readForm(team, null), 'key'],
      [await readForm(team, new File([broken], 'AuthKey_2X9R4HXF34.p8')), 'key'],
      [await readForm(team, new File(['x'.repeat(100_000)], 'AuthKey_2X9R4HXF34.p8')), 'key'],
      [await readForm({ ...team, keyId: 'short' }, file), 'keyId'],
      [await readForm({ ...team, issuerId: 'nobody' }, file), 'issuerId'],
    ] as const;
    for (const [read, field] of attempts) {
      expect(read).toMatchObject({ ok: false, fault: { field } });
      expect(JSON.stringify(read)).not.toContain(p8.slice(40, 60));
    }
  });

  it('says so when the file has gone', async () => {
    const gone = { name: file.name, size: 10, text: () => Promise.reject(new Error('NotReadableError')) };
    expect(await readKey(EMPTY_FORM, gone)).toMatchObject({ ok: false, fault: { field: 'key' } });
  });
});
