import { describe, expect, it } from 'vitest';
import { withoutMarkup } from '../../../../shared/formats/markup.ts';
import { IOS_IMAGES, iosText, ips, read } from './harbor.ts';

const PLAIN = iosText(
  ['Triggered by Thread:  0'],
  ['Thread 0 Crashed:', '0   Harbor  \t0x0000000102784000 std::vector<int>::at(int&&) + 8', ''],
);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const eachLine = (text: string, change: (line: string) => string): string => text.split('\n').map(change).join('\n');

describe('a report that was copied with its marks', () => {
  it.each([
    ['a quotation', eachLine(PLAIN, (line) => `> ${line}`)],
    ['a quotation of a quotation', eachLine(PLAIN, (line) => `>> ${line}`)],
    ['a block of code', `\`\`\`text\n${PLAIN}\n\`\`\``],
    ['one tick in front and behind', `\`\n${PLAIN}\n\``],
    ['ticks around each line', eachLine(PLAIN, (line) => (line === '' ? '' : `\`${line}\``))],
    ['an indented block', eachLine(PLAIN, (line) => `    ${line}`)],
    ['a web page', `<div class="post"><pre><code>${escaped(PLAIN)}</code></pre></div>`],
    ['a web page’s line breaks', `<p>${escaped(PLAIN).replaceAll('\n', '<br />')}</p>`],
    ['entities alone', escaped(PLAIN)],
    ['spaces that do not break', PLAIN.replaceAll('  ', '\u{a0} ')],
    ['bold headings', PLAIN.replace('Thread 0 Crashed:', '**Thread 0 Crashed:**')],
    ['line ends of Windows', PLAIN.replaceAll('\n', '\r\n')],
  ])('is the same report in %s', (_, text) => {
    expect(read(text)).toEqual(read(PLAIN));
  });

  it('is found in a string of source code', () => {
    const text = `const crash = ${JSON.stringify(PLAIN)};`;
    const { warnings, ...report } = read(text);
    expect({ ...report, warnings: [] }).toEqual(read(PLAIN));
    expect(warnings).toMatchObject([{ line: 1 }]);
  });

  it.each([
    ['a quotation', eachLine(ips(), (line) => `> ${line}`)],
    ['a block of code', `It crashes:\n\n\`\`\`json\n${ips()}\`\`\`\n`],
    ['a web page', `<html><body><pre>\n${escaped(ips())}</pre></body></html>`],
    ['entities alone', escaped(ips())],
  ])('is the same JSON in %s', (_, text) => {
    expect(read(text)).toEqual(read(ips()));
  });

  it('keeps the numbers of its lines', () => {
    const lines = PLAIN.split('\n');
    expect(withoutMarkup(`\`\`\`\n${PLAIN}\n\`\`\``).split('\n').slice(1, -1)).toEqual(lines);
  });
});

describe('text that has no marks', () => {
  it.each([
    ['entities in a message', '*** -[Page parse:]: bad text &lt;b&gt;'],
    ['a tag in a message', 'Unknown element <p> in page'],
    ['an arrow', '--->  __TEXT  100-200 [ 1K] r-x/r-x SM=COW  /x'],
    ['stars', "*** Terminating app due to uncaught exception 'X'"],
  ])('stays as it is: %s', (_, line) => {
    const text = iosText(['Application Specific Information:', line], ['Thread 0 Crashed:'], IOS_IMAGES);
    expect(withoutMarkup(text)).toBe(text);
  });

  it('stays as it is where it is JSON', () => {
    const text = ips({ asi: { Harbor: ['&lt;11111111222233334444555555555555&gt; **bold**\u{a0}'] } });
    expect(withoutMarkup(text)).toBe(text);
  });
});
