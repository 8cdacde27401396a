/**
 * A process that opens a library and synchronises it, to be killed: `node sync-process.ts <library> <base> <key file>`. Adds
 * the account of the key when there is none. Ends by itself when all is done.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createApi } from '../../electron/api.ts';
import { createMemoryKeychain } from '../../electron/appstore/keychain.ts';
import { openServices } from '../../electron/services.ts';
import { SAMPLES } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { ISSUER } from './server/keys.ts';

const [libraryPath = '', base = '', keyFile = ''] = process.argv.slice(2);
const keyId = '2X9R4HXF34';
const privateKey = readFileSync(keyFile, 'utf8');
const keychain = createMemoryKeychain();
valueOf(await keychain.save(keyId, privateKey));
const services = valueOf(
  await openServices({
    libraryPath,
    home: libraryPath,
    platform: 'linux',
    abilities: { host: 'web', platform: 'Linux', version: '0.0.0', paths: true, editors: [] },
    clock: Date.now,
    spawn,
    samplesPath: SAMPLES,
    appStore: { keychain, base },
    logger: { warn: (line) => process.stderr.write(`${line}\n`) },
  }),
);
const api = createApi(services);
if (valueOf(await api['accounts.list']({})).length === 0) {
  valueOf(await api['accounts.add']({ name: 'Harbor Team', keyId, issuerId: ISSUER, privateKey }));
}
valueOf(await api['sync.start']({}));
await services.sync.finished();
const [account] = valueOf(await api['accounts.list']({}));
process.stdout.write(`${JSON.stringify(account?.lastSync)}\n`);
await services.close();
