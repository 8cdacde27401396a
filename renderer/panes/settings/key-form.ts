/**
 * What the form for a new key holds, and what becomes of it: the input of `accounts.check` and `accounts.add`, or the field
 * that stands in the way. A file is read when it is needed and forgotten after.
 */
import { keyIdOfFileName, readIssuerId, readKeyId, readPrivateKey } from '../../../shared/appstore/key.ts';
import type { Input } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface KeyForm {
  readonly name: string;
  /** Null as long as the file's name says it. */
  readonly keyId: string | null;
  readonly kind: 'team' | 'individual';
  readonly issuerId: string;
  /** The text of a key, where none was dropped. */
  readonly pasted: string;
}

export const EMPTY_FORM: KeyForm = { name: '', keyId: null, kind: 'team', issuerId: '', pasted: '' };

/** Which field is wrong, and why. */
export interface FieldFault {
  readonly field: 'key' | 'keyId' | 'issuerId' | 'form';
  readonly message: string;
}

type KeyInput = Input<'accounts.add'>;

/** A file, as far as the form needs one. */
export interface KeyFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

/** Far beyond any key; a larger file is not even read. Bytes. */
const LARGEST = 64 * 1024;
const NAME = 'App Store Connect';

/** The key id in the field: as typed, else as the file is named. */
export function shownKeyId({ keyId }: KeyForm, file: KeyFile | null): string {
  return keyId ?? (file ? (keyIdOfFileName(file.name) ?? '') : '');
}

/** The key's PEM text, from the file or else from what was pasted. */
export async function readKey({ pasted }: KeyForm, file: KeyFile | null): Promise<Result<string, FieldFault>> {
  const refuse = (message: string): Result<string, FieldFault> => fail({ field: 'key', message });
  if (!file && pasted.trim() === '') return refuse('Drop, choose or paste the key first.');
  if (file && file.size > LARGEST) return refuse('This file is too large for a key. Choose the file AuthKey_….p8.');
  try {
    const read = readPrivateKey(file ? await file.text() : pasted);
    return read.ok ? read : refuse(read.fault.message);
  } catch {
    return refuse('The file cannot be read any more. Choose it again.');
  }
}

/** Everything that the host asks for, or the first field that keeps it from being asked. */
export async function readForm(form: KeyForm, file: KeyFile | null): Promise<Result<KeyInput, FieldFault>> {
  const key = await readKey(form, file);
  if (!key.ok) return key;
  const keyId = readKeyId(shownKeyId(form, file));
  if (!keyId.ok) return fail({ field: 'keyId', message: keyId.fault.message });
  const issuer = form.kind === 'team' ? readIssuerId(form.issuerId) : ok(null);
  if (!issuer.ok) return fail({ field: 'issuerId', message: issuer.fault.message });
  const name = form.name.trim() === '' ? NAME : form.name.trim();
  return ok({ name, keyId: keyId.value, issuerId: issuer.value, privateKey: key.value });
}
