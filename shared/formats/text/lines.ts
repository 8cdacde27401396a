/** A text report as lines, each with its number in the file. */

export interface Line {
  /** Without the space at its end. */
  readonly text: string;
  /** 1-based. */
  readonly number: number;
}

/**
 * Cuts text into lines. Mail programs and web forms put an empty line behind every line; where no two lines touch, those
 * are taken out again, since empty lines mean something here.
 */
export function toLines(text: string, firstNumber: number): readonly Line[] {
  const lines = text.split('\n').map((line, index): Line => ({ text: line.trimEnd(), number: firstNumber + index }));
  const full = lines.filter((line) => line.text !== '').length;
  const touching = lines.some((line, index) => line.text !== '' && (lines[index + 1]?.text ?? '') !== '');
  if (touching || full < 8) return lines;
  let spare = false;
  return lines.filter((line) => {
    const drop = spare && line.text === '';
    spare = line.text !== '';
    return !drop;
  });
}
