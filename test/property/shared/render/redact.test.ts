/** Whoever is planted in a report is in none of its texts after redaction, and redacting again changes nothing. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { toJson } from '../../../../shared/render/json.ts';
import { toMarkdown } from '../../../../shared/render/markdown.ts';
import { redact } from '../../../../shared/render/redact.ts';
import { toText } from '../../../../shared/render/text.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

/** Marks what is planted: no word of a report begins like it. */
const MARK = 'Zqx';

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijknñöüéж0123456789'.split('')),
  minLength: 2,
  maxLength: 12,
});
const word = letters.map((rest) => `${MARK}${rest}`);
const user = fc.oneof(
  word,
  fc.tuple(word, word).map((parts) => parts.join('.')),
  fc.tuple(word, word).map((parts) => parts.join('_')),
  fc.tuple(word, word).map((parts) => parts.join(' ')),
  word.map((name) => `${name} O'Brien`),
);
const ascii = fc
  .string({ unit: fc.constantFrom(...'abcdefgh0123456789'.split('')), minLength: 3, maxLength: 12 })
  .map((rest) => `${MARK}${rest}`);
const host = ascii.chain((name) =>
  fc.constantFrom(
    `${name}.local`,
    `${name}s-MacBook-Pro`,
    `${name}’s iPhone`,
    `${name}'s Mac mini`,
    `${name}.fritz.box`,
  ),
);
const email = fc.tuple(ascii, ascii).map(([name, domain]) => `${name}@${domain}.example`);
/** Loopback is everybody's, and `a::b` might be a name in C++. */
const ip = fc.oneof(
  fc.ipV4().filter((text) => !/^127\.|^0\.0\.0\.0$|^255\.255\.255\.255$/.test(text)),
  fc.ipV6().filter((text) => text !== '::1' && /[1-9]|[0-9a-f]{3}/i.test(text)),
);
const udid = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 40, maxLength: 40 }),
  fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'.split('')), minLength: 8, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'.split('')), minLength: 16, maxLength: 16 }),
    )
    .map((parts) => parts.join('-')),
);
const container = fc.uuid();

const secrets = fc.record({
  user,
  host,
  email,
  ip,
  udid,
  container,
  root: fc.constantFrom('/Users/', '/home/', 'C:\\Users\\'),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer Value> ? Value : never;

/** A report that tells all of it in every place where reports tell something. */
function plant(report: CrashReport, planted: Secrets): CrashReport {
  const home = `${planted.root}${planted.user}`;
  const folder = `/private/var/mobile/Containers/Data/Application/${planted.container.toUpperCase()}/tmp`;
  const told = `${home}/Map.swift on ${planted.host} (${planted.ip}) by ${planted.email}, id ${planted.udid}, in ${folder}`;
  const frame = report.threads[0]?.frames[0];
  const location = { symbol: 'Dock.moor()', file: `${home}/Work/Dock.swift`, line: 4, column: null };
  return {
    ...report,
    process: { ...report.process, path: `${home}/Applications/Pier.app/Pier` },
    deviceKey: planted.udid,
    exception: {
      type: 'EXC_CRASH',
      signal: 'SIGABRT',
      codes: null,
      rawCodes: [],
      subtype: null,
      message: told,
      note: told,
    },
    termination: {
      namespace: 'DYLD',
      code: 1n,
      indicator: told,
      reasons: [told],
      details: [told],
      byProcess: null,
      byPid: null,
      flags: null,
    },
    vmRegion: told,
    appInformation: [{ image: null, messages: [told, `${planted.user} was here`] }],
    threads: report.threads.map((thread) => ({
      ...thread,
      frames: frame === undefined ? [] : [{ ...frame, location, inlined: [location] }],
    })),
    images: report.images.map((image) => ({
      ...image,
      path: `${home}/Applications/Pier.app/Pier`,
      symbols: { kind: 'found', path: `${home}/Archives/Pier.dSYM` },
    })),
    notes: [told],
    extras: [
      ['Computer Name', planted.host],
      ['Anonymous UUID', planted.udid],
      ['Remark', told],
    ],
    body: {
      ...EMPTY_BODY,
      trees: [
        {
          title: `Stack of ${home}/Pier`,
          process: null,
          pid: 1,
          threadId: null,
          threadName: told,
          queue: null,
          attributed: true,
          unit: 'samples',
          frames: frame === undefined ? [] : [{ ...frame, location, inlined: [location] }],
          nodes: frame === undefined ? [] : [{ frame: 0, depth: 0, count: 1, note: told }],
        },
      ],
      processes: [{ name: 'Pier', pid: 1, threads: [], facts: [['Path', `${home}/Applications/Pier.app/Pier`]] }],
      memory: { pageSize: 1, largest: null, processes: [], facts: [['Device Name', planted.host]] },
      panic: { text: told, reason: told, facts: [['CrashReporter Key', planted.udid]], extensions: [told] },
      facts: [['Remark', told]],
    },
    warnings: [{ message: told, line: 1 }],
  };
}

/** Which of the secrets a text still tells, in any letter case and as JSON and Markdown write them. */
function left(text: string, planted: Secrets): readonly string[] {
  const plain = text.toLowerCase().replaceAll('\\', '');
  const { root: _, ...told } = planted;
  return Object.values(told).filter((secret) => plain.includes(secret.toLowerCase().replaceAll('\\', '')));
}

const report = valueOf(readReport(buildIps()));

describe('redaction', () => {
  it('leaves nothing of what was planted, in any form', () => {
    fc.assert(
      fc.property(secrets, (planted) => {
        const redacted = redact(plant(report, planted), 'salt');
        for (const text of [toText(redacted), toMarkdown(redacted), JSON.stringify(toJson(redacted))]) {
          expect(left(text, planted)).toEqual([]);
          expect(text).not.toContain(MARK);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(secrets, (planted) => {
        const once = redact(plant(report, planted), 'salt');
        expect(redact(once, 'other')).toEqual({ ...once });
      }),
      { numRuns: 100 },
    );
  });

  it('leaves a report that tells nothing of anybody readable as it was', () => {
    const { deviceKey: _, process: _process, images: _images, ...rest } = report;
    const { deviceKey: __, process: __process, images: __images, ...redacted } = redact(report, 'salt');
    expect(redacted).toEqual(rest);
  });

  it('takes any text without end or error', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({
        unit: fc.constantFrom('/', 'Users', ' ', '.', ':', '-', 'a', "'s", ' Mac', '@', '1', '\\'),
        maxLength: 200,
      }),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        expect(typeof redact({ message: text }, 'salt').message).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  it.each(['/Users/', 'a@', 'a.', '1.', 'a:', '/Volumes/a ', "a's ", 'a-', 'serial: ', '/Users/a b ', '\\'])(
    'is done with much of %j in no time',
    (part) => {
      const started = performance.now();
      redact({ message: part.repeat(200_000 / part.length) }, 'salt');
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});
