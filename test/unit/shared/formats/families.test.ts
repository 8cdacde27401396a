/** `docs/formats.md` names every family that the code knows. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bugTypeName } from '../../../../shared/formats/bug-type.ts';
import { FORMATS } from '../../../../shared/formats/report-json.ts';
import { readContents, readReport } from '../../../../shared/formats/index.ts';
import { KIND_WORDS } from '../../../../shared/report/kind-words.ts';
import { familyFiles } from '../../../fixtures/families.ts';
import { valueOf } from '../../../fixtures/results.ts';

const page = readFileSync(new URL('../../../../docs/formats.md', import.meta.url), 'utf8');
/** Of the table of families. */
const families = page.slice(page.indexOf('## Families'), page.indexOf('### What is shown'));

describe('the page on formats', () => {
  it.each(Object.keys(KIND_WORDS))('names the kind %s', (kind) => {
    expect(families).toContain(`\`${kind}\``);
  });

  it.each(Object.keys(FORMATS))('names the format %s', (format) => {
    expect(families).toContain(`\`${format}\``);
  });

  it('names every bug type that has a name', () => {
    const listed = new Set(families.match(/(?<![\w.-])\d{1,3}(?![\w.-])/g));
    const named = Array.from({ length: 1000 }, (_, number) => String(number)).filter(
      (type) => bugTypeName(type) !== null,
    );
    expect(named.filter((type) => !listed.has(type))).toEqual([]);
  });
});

describe('the small reports of every family', () => {
  const reports = familyFiles().flatMap(({ text }) => {
    const contents = valueOf(readContents(text));
    return contents.kind === 'report'
      ? [contents.report]
      : contents.parts.map((part) => valueOf(readReport(part.text)));
  });

  it('are of every kind', () => {
    const kinds = new Set(reports.map(({ kind }) => kind));
    expect(Object.keys(KIND_WORDS).filter((kind) => !new Set<string>(kinds).has(kind))).toEqual([]);
  });

  it('are of every format but those that only we write', () => {
    const formats = new Set<string>(reports.map(({ format }) => format));
    const ours = new Set(['faultline-json', 'stackshot-text']);
    expect(Object.keys(FORMATS).filter((format) => !formats.has(format) && !ours.has(format))).toEqual([]);
  });
});
