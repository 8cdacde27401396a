/** `--format text` of a JSON report beside the text that Apple's tools put in front of it. */
import { describe, expect, it } from 'vitest';
import { readReport } from '../../shared/formats/index.ts';
import { toText } from '../../shared/render/text.ts';
import { valueOf } from '../fixtures/results.ts';
import { TRANSLATED } from '../fixtures/translated.ts';
import { compareTexts, translationOf } from './apple-text.ts';
import { corpus, readCorpus } from './corpus.ts';

const FULL = '\n-----------\nFull Report\n-----------\n\n';

describe('our text of a JSON report', () => {
  it.each(TRANSLATED)('is the one that Apple’s tools make of it, on $system', ({ apple, ips }) => {
    expect(compareTexts(apple, toText(valueOf(readReport(ips)))).differing).toEqual([]);
  });

  it.each(TRANSLATED)('reads back to the same text, on $system', ({ ips }) => {
    const text = toText(valueOf(readReport(ips)));
    expect(toText(valueOf(readReport(text)))).toBe(text);
  });

  it.each(TRANSLATED)('is told apart from the JSON behind it, on $system', ({ apple, ips }) => {
    const both = translationOf(`${apple}${FULL}${ips}`);
    expect(both?.ips).toBe(ips);
    expect(compareTexts(apple, both?.apple ?? '').differing).toEqual([]);
    expect(valueOf(readReport(`${apple}${FULL}${ips}`))).toEqual({ ...valueOf(readReport(ips)), format: 'translated' });
  });

  const both = corpus.flatMap((file) => {
    const translation = translationOf(readCorpus(file));
    return translation === null ? [] : [{ file: file.file, ...translation }];
  });

  it.skipIf(both.length === 0)(
    'is Apple’s on real files (skipped: ../shared/corpus has none with text and JSON)',
    () => {
      let fields = 0;
      let equal = 0;
      for (const { file, apple, ips } of both) {
        const comparison = compareTexts(apple, toText(valueOf(readReport(ips))));
        fields += comparison.fields;
        equal += comparison.equal;
        for (const line of comparison.differing) console.log(`${file}: ${line}`);
      }
      console.log(`${equal} of ${fields} fields are as Apple words them (${((100 * equal) / fields).toFixed(1)} %)`);
      expect(equal / fields).toBeGreaterThan(0.98);
    },
  );
});
