import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { toMarkdown } from '../../../../shared/render/markdown.ts';
import { familyFiles } from '../../../fixtures/families.ts';
import { valueOf } from '../../../fixtures/results.ts';

/** Markdown of a family's file; of its first part where it has several. */
function markdownOf(family: string, name: string): string {
  const { text } = familyFiles().find((file) => file.family === family && file.name === name) ?? { text: '' };
  return toMarkdown(valueOf(readReport(partsOf(text)?.[0]?.text ?? text)));
}

describe('Markdown', () => {
  it('of a hang says how long it was, and where the time went', () => {
    const text = markdownOf('spindump', 'hang-228.ips');
    expect(text).toContain('## Hang of Harbor');
    expect(text).toContain('**Hang**: 2.6 s');
    expect(text).toContain('20   80 %      Dock.moor() + 88 (Harbor)');
    const where = text.slice(text.indexOf('Where it ran'));
    expect(where.indexOf('12   48 %')).toBeLessThan(where.indexOf(' 8   32 %'));
  });

  it('of a limit says what was used and what was allowed', () => {
    expect(markdownOf('resource', 'cpu-202.ips')).toContain(
      '**Processor time**: 90 s in 179 s, allowed are 90 s in 180 s',
    );
  });

  it('of a Jetsam report lists who used the memory and who was ended for it', () => {
    const text = markdownOf('jetsam', 'JetsamEvent-298.ips');
    expect(text).toContain('| Ended | Harbor \\[512\\]: per-process-limit |');
    expect(text.indexOf('| Harbor | 2.13 GB | 2.15 GB |')).toBeLessThan(text.indexOf('| tided | 4.92 MB | 6.88 MB |'));
  });

  it('of a panic has the reason first, then the backtrace, then all of its text', () => {
    const text = markdownOf('panic', 'panic-210.ips');
    const reason = text.indexOf('```\nuserspace watchdog timeout');
    expect(reason).toBeGreaterThan(0);
    expect(text).toContain('0xfffffe0027f1e100 (kernel + 0x6100)');
    expect(text.indexOf('Debugger message: panic')).toBeGreaterThan(reason);
  });

  it('of a stackshot counts the processes', () => {
    expect(markdownOf('stackshot', 'stacks-288.ips')).toContain('| Harbor | 512 | 2 |');
  });

  it('of every family is no longer than a page or two', () => {
    for (const { family, name } of familyFiles()) {
      if (family === 'fragment') continue;
      expect(markdownOf(family, name).length).toBeLessThan(10_000);
    }
  });
});
