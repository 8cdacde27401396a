/**
 * Measurements as MetricKit writes them: `20 sec`, `20 secs.`, `2,000 byte`, `1.300 kB`, `20000 ms`, and from 27 on the
 * object that Swift makes of a measurement: `{"value": 4.2, "unit": {"symbol": "s"}}`.
 */
import { isObject, objectOf, textOf } from '../json/values.ts';

/** Seconds in a unit of time. */
const TIMES: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  // Formatters word units in the device's language.
  sek: 1,
  sekunden: 1,
  seg: 1,
  с: 1,
  сек: 1,
  秒: 1,
  초: 1,
  秒钟: 1,
  毫秒: 1e-3,
  ミリ秒: 1e-3,
  밀리초: 1e-3,
  мс: 1e-3,
  分钟: 60,
  мин: 60,
  小时: 3600,
  ms: 1e-3,
  msec: 1e-3,
  milliseconds: 1e-3,
  µs: 1e-6,
  μs: 1e-6,
  us: 1e-6,
  ns: 1e-9,
  min: 60,
  mins: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hours: 3600,
};
/** Bytes in a unit of storage. Apple's own units of storage are decimal. */
const SIZES: Readonly<Record<string, number>> = {
  byte: 1,
  bytes: 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  // In the language of the device, too.
  o: 1,
  octets: 1,
  ko: 1e3,
  mo: 1e6,
  go: 1e9,
  байт: 1,
  кб: 1e3,
  мб: 1e6,
  гб: 1e9,
  字节: 1,
  千字节: 1e3,
  兆字节: 1e6,
  吉字节: 1e9,
  バイト: 1,
};

interface Parts {
  readonly number: number;
  readonly unit: string;
}

/**
 * Points and commas as the region of a device has them: the last mark is the decimal one, unless it groups thousands. Of a
 * whole number, as of bytes, any mark does.
 */
function numberOf(text: string, whole: boolean): number {
  const marks = text.replaceAll(/[\s\u00a0\u202f']/g, '');
  const last = Math.max(marks.lastIndexOf(','), marks.lastIndexOf('.'));
  if (last === -1) return Number(marks);
  if (whole && /^-?\d{1,3}(?:[.,]\d{3})+$/.test(marks)) return Number(marks.replaceAll(/[.,]/g, ''));
  const mark = marks.charAt(last);
  const both = marks.includes(mark === ',' ? '.' : ',');
  const groups = !both && (marks.indexOf(mark) !== last || (mark === ',' && /^-?\d{1,3},\d{3}$/.test(marks)));
  const head = marks.slice(0, last).replaceAll(/[.,]/g, '');
  const rest = marks.slice(last + 1);
  return Number(groups ? head + rest : `${head}.${rest}`);
}

function partsOf(value: unknown): Parts | null {
  if (isObject(value)) {
    const unit = objectOf(value['unit'])['symbol'] ?? value['unit'];
    const number = value['value'];
    return typeof number === 'number' ? { number, unit: textOf(unit) ?? '' } : null;
  }
  const match = /^(-?\d[\d.,'\u00a0\u202f]{0,40})\s*(\S{0,20}?)\.?$/.exec((textOf(value) ?? '').trim());
  if (match === null) return null;
  const unit = match[2] ?? '';
  const number = numberOf(match[1] ?? '', /^b(?:ytes?)?$/i.test(unit));
  return Number.isFinite(number) ? { number, unit } : null;
}

/** Rounded to what a measurement can mean: a product of fractions has digits that nobody measured. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** Seconds, or null for what is no time. A number alone is one of seconds. */
export function secondsOf(value: unknown): number | null {
  const parts = partsOf(value);
  if (parts === null) return null;
  const factor = parts.unit === '' ? 1 : TIMES[parts.unit.toLowerCase()];
  return factor === undefined ? null : exact(parts.number * factor);
}

/** Bytes, or null for what is no size. A number alone is one of bytes. */
export function bytesOf(value: unknown): number | null {
  const parts = partsOf(value);
  if (parts === null) return null;
  const factor = parts.unit === '' ? 1 : SIZES[parts.unit.toLowerCase()];
  return factor === undefined ? null : Math.round(parts.number * factor);
}
