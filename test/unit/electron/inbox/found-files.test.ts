import { basename, dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { FoundFiles } from '../../../../electron/inbox/found-files.ts';

const file = fc.record({
  folder: fc.constantFrom('/a', '/a/b', '/a/b/c', '/z'),
  name: fc.stringMatching(/^[a-z]{1,4}\.ips$/),
  title: fc.option(fc.constantFrom('named.ips', 'other.txt'), { nil: undefined }),
  incidental: fc.boolean(),
});

it('gives back every file in its order, in whatever parts it is asked for', () => {
  fc.assert(
    fc.property(fc.array(file), fc.integer({ min: 1, max: 7 }), (files, step) => {
      const found = new FoundFiles();
      for (const { folder, name, title, incidental } of files) {
        found.add(folder, name, title === undefined ? { incidental } : { title, incidental });
      }
      expect(found.length).toBe(files.length);
      const all = Array.from({ length: Math.ceil(files.length / step) }, (_, part) =>
        found.slice(part * step, (part + 1) * step),
      ).flat();
      expect(all).toEqual(
        files.map(({ folder, name, title, incidental }) => ({
          source: { kind: 'file', path: join(folder, name) },
          fileName: title ?? name,
          incidental,
          unpack: true,
        })),
      );
      for (const { source } of all) {
        if (source.kind === 'file') expect(join(dirname(source.path), basename(source.path))).toBe(source.path);
      }
    }),
  );
});
