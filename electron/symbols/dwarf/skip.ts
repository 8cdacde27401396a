/** Moving over the attributes of an entry without looking at them: most of what a walk over a unit does. */

import { Cursor } from '../bytes/cursor.ts';
import { skipValue, VARIABLE, type UnitFormat } from './forms.ts';

/**
 * The position behind the values that `steps` describes (see `Abbreviation`). Beyond the last byte where they are cut
 * off; never before `at`.
 */
export function skipSteps(bytes: Uint8Array, at: number, steps: readonly number[], format: UnitFormat): number {
  let position = at;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] ?? 0;
    if (step >= 0) position += step;
    else if (step === VARIABLE.leb) position = behindLeb(bytes, position);
    else if (step === VARIABLE.block1) position += 1 + (bytes[position] ?? 0);
    else if (step === VARIABLE.block && (bytes[position] ?? 0) < 0x80) position += 1 + (bytes[position] ?? 0);
    else position = behindRare(bytes, position, step, format);
  }
  return position;
}

function behindLeb(bytes: Uint8Array, at: number): number {
  let position = at;
  while ((bytes[position++] ?? 0) >= 0x80);
  return position;
}

/** Throws `RangeError` where the value is cut off. */
function behindRare(bytes: Uint8Array, at: number, step: number, format: UnitFormat): number {
  if (at >= bytes.length) throw new RangeError('a value behind the end');
  const cursor = new Cursor(bytes);
  cursor.position = at;
  skipValue(cursor, step, format);
  return cursor.position;
}
