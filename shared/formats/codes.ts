/** Exception codes as reports word them. */
import { parseInteger } from '../report/address.ts';

/** `0x0000000000000001, 0x00000001c3ec9540` as values. None for wordings like `KERN_INVALID_ADDRESS at 0x10`. */
export function parseCodes(text: string | null): readonly bigint[] {
  if (text === null || text.length > 500) return [];
  const values = text.split(',').map((part) => parseInteger(part));
  return values.every((value) => value !== null) ? values : [];
}
