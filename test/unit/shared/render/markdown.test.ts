import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../../shared/render/markdown.ts';
import { body, HARBOR_UUID, ips, read } from '../formats/harbor.ts';

const MEANING = { title: 'Read through a null pointer', short: 'null + 0x10', text: 'Something was nil.', link: null };

describe('Markdown', () => {
  it('says what crashed where, the exception in words and the crashed thread', () => {
    expect(toMarkdown(read(ips()), { title: 'Map.tile(at:)', meaning: MEANING })).toBe(`## Map.tile(at:)

| | |
|---|---|
| App | Harbor · com.example.harbor |
| Version | 2.1 (34) |
| OS | iPhone OS 17.5 (21F79) |
| Device | iPhone15,2 |
| Date | 2025-05-06T07:08:09.1234+02:00 |
| Incident | AAAAAAAA-0000-0000-0000-000000000001 |

**EXC\\_BAD\\_ACCESS (SIGSEGV)**  
KERN\\_INVALID\\_ADDRESS at 0x0000000000000010  
Termination: SIGNAL 0xb Segmentation fault: 11

Read through a null pointer. Something was nil.

### Thread 0 crashed: com.apple.main-thread

\`\`\`
0  Harbor  0x102784000 (Harbor + 0x4000)
1  dyld    start + 520
\`\`\`

### Missing symbols

- **Harbor**: No dSYM was searched for; needed ${HARBOR_UUID} arm64
`);
  });

  it('shows the last exception first and leaves system frames of other threads out', () => {
    const frames = [
      { imageIndex: 1, imageOffset: 1, symbol: 'mach_msg' },
      { imageIndex: 0, imageOffset: 2, symbol: 'Map.wait()' },
    ];
    const text = toMarkdown(
      read(
        ips({
          threads: [...body.threads, { name: 'worker', frames }, { frames: frames.slice(0, 1) }],
          lastExceptionBacktrace: [{ imageIndex: 0, imageOffset: 3, symbol: 'Map.throwing()' }],
        }),
      ),
    );
    expect(text.indexOf('Last exception backtrace')).toBeLessThan(text.indexOf('Thread 0 crashed'));
    expect(text).toContain('Thread 1: worker\n1  Harbor  Map.wait()');
    expect(text).not.toContain('mach_msg');
    expect(text).not.toContain('Thread 2');
  });

  it('cannot be broken by what stands in the report', () => {
    const text = toMarkdown(
      read(ips({ asi: { Harbor: ['``` <b>'] }, modelCode: 'a|b\n# c', exception: { type: '*x*', message: '<img>' } })),
    );
    expect(text).toContain('````\n``` <b>\n````');
    expect(text).toContain(String.raw`| Device | a\|b \# c |`);
    expect(text).toContain(String.raw`\<img\>`);
  });

  it('ends with why the group is a group', () => {
    const explanation = {
      rule: 'frames',
      stack: 's',
      sentence: 'Grouped by two frames.',
      frames: [],
      skipped: [],
    } as const;
    expect(toMarkdown(read(ips()), { explanation })).toMatch(/_Grouped by two frames\._\n$/);
  });

  it('names a UUID mismatch with both UUIDs', () => {
    const report = read(ips());
    const [harbor, ...rest] = report.images;
    const other = rest[0]?.uuid;
    if (!harbor?.uuid || !other) throw new Error('no images');
    const symbols = { kind: 'mismatch', path: '/x', foundUuid: other, foundArch: 'arm64e', built: null } as const;
    const text = toMarkdown({ ...report, images: [{ ...harbor, symbols }, ...rest] });
    expect(text).toContain(`UUID mismatch: needed ${harbor.uuid} arm64, found ${other} arm64e in /x`);
  });
});
