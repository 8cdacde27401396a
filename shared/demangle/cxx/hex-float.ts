/**
 * Floating-point literals: mangled as the bytes of the value, most significant
 * first, in hexadecimal; written like C's `%a`, which loses nothing.
 */
import { Malformed } from '../malformed.ts';

/** How the bits of a format are divided; the integer bit is implied, but for x87. */
interface Format {
  readonly digits: number;
  readonly exponentBits: number;
  readonly fractionBits: number;
  readonly hasIntegerBits: boolean;
}

const formats: readonly Format[] = [
  { digits: 16, exponentBits: 11, fractionBits: 52, hasIntegerBits: false },
  // The x87 format stores its integer bit; C writes it with three more bits as one digit.
  { digits: 20, exponentBits: 15, fractionBits: 60, hasIntegerBits: true },
  { digits: 32, exponentBits: 15, fractionBits: 112, hasIntegerBits: false },
];

/** The bytes of a `float` as those of the equal `double`: C passes it as one to be printed. */
function widened(hex: string): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, Number.parseInt(hex, 16));
  view.setFloat64(0, view.getFloat32(0));
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

/**
 * The value as a hexadecimal floating-point literal, without a suffix.
 *
 * @param hex the mangled bytes; their number tells the format
 */
export function hexFloat(hex: string): string {
  if (!/^[0-9a-f]+$/.test(hex)) throw new Malformed('not hexadecimal');
  if (hex.length === 8) return hexFloat(widened(hex));
  const format = formats.find(({ digits }) => digits === hex.length);
  if (format === undefined) throw new Malformed('unknown floating-point format');
  const { exponentBits, fractionBits, hasIntegerBits } = format;
  const bits = BigInt(`0x${hex}`);
  const storedBits = BigInt(hasIntegerBits ? fractionBits + 4 : fractionBits);
  const sign = bits >> (storedBits + BigInt(exponentBits)) === 0n ? '' : '-';
  const biased = Number((bits >> storedBits) & ((1n << BigInt(exponentBits)) - 1n));
  const stored = bits & ((1n << storedBits) - 1n);
  const fraction = stored & ((1n << BigInt(fractionBits)) - 1n);
  const integer = hasIntegerBits ? stored >> BigInt(fractionBits) : biased === 0 ? 0n : 1n;
  const maxBiased = 2 ** exponentBits - 1;
  if (biased === maxBiased) {
    const isInfinity = hasIntegerBits ? stored === 1n << (storedBits - 1n) : fraction === 0n;
    return sign + (isInfinity ? 'inf' : 'nan');
  }
  if (stored === 0n && biased === 0) return `${sign}0x0p+0`;
  const bias = 2 ** (exponentBits - 1) - 1;
  const exponent = Math.max(biased, 1) - bias - (hasIntegerBits ? 3 : 0);
  // Pads the fraction to whole hexadecimal digits and drops the zeros at its end.
  const padded = fraction << BigInt(-fractionBits & 3);
  const digits = padded
    .toString(16)
    .padStart(Math.ceil(fractionBits / 4), '0')
    .replace(/0+$/, '');
  const point = digits === '' ? '' : '.';
  return `${sign}0x${integer.toString(16)}${point}${digits}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
