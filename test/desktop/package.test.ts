import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './build.ts';

// electron-builder's own reader and validator of its configuration, which its public module does not offer.
const fromBuilder = createRequire(
  createRequire(join(project, 'package.json')).resolve('electron-builder/package.json'),
);
const reader: unknown = fromBuilder('app-builder-lib/out/util/config/config');
const builder: unknown = fromBuilder('builder-util');

const member = (of: unknown, name: string): Function => {
  const found: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
  if (typeof found !== 'function') throw new Error(`electron-builder no longer has ${name}`);
  return found;
};
const read = async (): Promise<object> => {
  const config: unknown = await Reflect.apply(member(reader, 'getConfig'), undefined, [
    project,
    'electron-builder.yml',
    null,
  ]);
  if (typeof config !== 'object' || config === null) throw new Error('There is no configuration');
  return config;
};
const validate = async (config: object): Promise<void> => {
  const logger: unknown = Reflect.construct(member(builder, 'DebugLogger'), [false]);
  await Reflect.apply(member(reader, 'validateConfiguration'), undefined, [config, logger]);
};

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', async () => {
    await expect(validate(await read())).resolves.toBeUndefined();
  });

  it('would be refused with a misspelt key', async () => {
    await expect(validate({ ...(await read()), hardendRuntime: true })).rejects.toThrow('hardendRuntime');
  });

  it('opens crash reports as a viewer, as an alternative to what opens them today', async () => {
    expect(await read()).toMatchObject({
      fileAssociations: [
        'ips',
        'crash',
        'xccrashpoint',
        'panic',
        'hang',
        'spin',
        'diag',
        'gpuRestart',
        'shutdownStall',
      ].map((ext) => ({
        ext,
        role: 'Viewer',
        rank: 'Alternate',
      })),
    });
  });

  it('hardens the runtime and asks for nothing but a compiler’s memory', async () => {
    expect(await read()).toMatchObject({ mac: { hardenedRuntime: true } });
    for (const name of ['entitlements.mac.plist', 'entitlements.mac.inherit.plist']) {
      const keys = [...(await readFile(join(project, 'resources', name), 'utf8')).matchAll(/<key>([^<]+)<\/key>/g)];
      expect(keys.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit']);
    }
  });

  it('leaves no switch that would turn the app into a plain Node', async () => {
    expect(await read()).toMatchObject({
      electronFuses: {
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        onlyLoadAppFromAsar: true,
      },
    });
  });

  it('names files that exist', async () => {
    const text = JSON.stringify(await read());
    const names = [...text.matchAll(/"(resources\/[^"]+)"/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThanOrEqual(4);
    for (const name of names) expect(existsSync(join(project, name)), name).toBe(true);
  });

  it('has an icon of 1024 by 1024 points', async () => {
    const png = await readFile(join(project, 'resources', 'icon.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]);
  });
});
