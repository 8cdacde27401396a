/**
 * Works on the system's keychain in a process of its own, inside a D-Bus session that the test starts: one act for each
 * argument (`save:account:secret`, `load:account`, `remove:account`), the results as one line of JSON.
 */
import { createSystemKeychain } from '../../electron/appstore/keychain.ts';
import type { Result } from '../../shared/result.ts';

const keychain = createSystemKeychain('Faultline – tests');

async function act(words: string): Promise<Result<unknown>> {
  const [verb, account = '', secret = ''] = words.split(':');
  if (verb === 'save') return keychain.save(account, secret);
  return verb === 'load' ? keychain.load(account) : keychain.remove(account);
}

const results: Result<unknown>[] = [];
for (const words of process.argv.slice(2)) results.push(await act(words));
console.log(JSON.stringify(results));
