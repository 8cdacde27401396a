import { describe, expect, it } from 'vitest';
import { formatTable } from '../../../../electron/cli/table.ts';

const COLUMNS = [{ heading: 'N', right: true }, { heading: 'NAME' }];

describe('tables', () => {
  it('aligns numbers to the right and text to the left', () => {
    expect(
      formatTable(
        COLUMNS,
        [
          ['7', 'a'],
          ['1024', 'b'],
        ],
        80,
      ),
    ).toEqual(['   N  NAME', '   7  a', '1024  b']);
  });

  it('cuts lines to the width of the screen', () => {
    const lines = formatTable(COLUMNS, [['1', 'a name that is far too long']], 12);
    expect(lines.map((line) => line.length <= 12)).toEqual([true, true]);
    expect(lines[1]?.endsWith('…')).toBe(true);
  });

  it('lets no control character of a report reach the terminal', () => {
    const [, line] = formatTable(COLUMNS, [['1', '\u001b[2Jgone\r\n']], 80);
    expect(line).not.toMatch(/\p{Cc}/u);
  });
});
