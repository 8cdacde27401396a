/** Our JSON export read back: an equal report, whatever is in it, and nothing that damage could make it throw at. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { toJson } from '../../../../shared/render/json.ts';
import { redact } from '../../../../shared/render/redact.ts';
import { anyReport } from '../../../fixtures/any-report.ts';
import { valueOf } from '../../../fixtures/results.ts';

const written = fc.constantFrom(0, 2);

describe('a report as JSON', () => {
  it('reads back to an equal report', () => {
    fc.assert(
      fc.property(anyReport, written, (report, indent) => {
        const text = JSON.stringify(toJson(report), null, indent);
        expect(valueOf(readReport(text))).toEqual(report);
      }),
      { numRuns: 400 },
    );
  });

  it('reads back to an equal report when it was redacted', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const redacted = redact(report, 'salt');
        expect(valueOf(readReport(JSON.stringify(toJson(redacted))))).toEqual({ ...redacted });
      }),
      { numRuns: 100 },
    );
  });

  it('is one of several where each has a line, or all are in an export of signatures', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { minLength: 2, maxLength: 4 }), fc.boolean(), (reports, lines) => {
        const json = reports.map(toJson);
        const signatures = json.map((report, at) => ({ row: { id: String(at) }, exported: [{ id: 'a', report }] }));
        const text = lines
          ? json.map((one) => `${JSON.stringify(one)}\n`).join('')
          : JSON.stringify({ export: 'faultline', version: 1, signatures });
        const parts = partsOf(text) ?? [];
        expect(parts.map((part) => valueOf(readReport(part.text)))).toEqual(reports);
      }),
      { numRuns: 100 },
    );
  });

  it('with anything under any key is read as far as it makes sense, and says what was left out', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('0x', '0xzz', -1, 1e300, [[]], [null]));
    fc.assert(
      fc.property(anyReport, fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 4 }), (report, changes) => {
        const result = readReport(JSON.stringify({ ...toJson(report), ...changes }));
        if (!result.ok) return;
        // What was understood is written again as it was.
        const again = readReport(JSON.stringify(toJson(result.value)));
        expect(again).toEqual(result);
      }),
      { numRuns: 400 },
    );
  });
});

const KEYS = [
  'kind',
  'threads',
  'images',
  'body',
  'exception',
  'termination',
  'crashedThread',
  'lastException',
  'backtraces',
  'extras',
  'platform',
  'arch',
  'appInformation',
  'warnings',
  'os',
  'pid',
];
