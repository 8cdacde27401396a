/**
 * Address spaces of a crashed process and of the Mach-O files it was made of. Each has a type of its own, and only this
 * file adds or subtracts them: mixing them up is the bug class of symbolicators.
 *
 * Words (Apple's and the Mach-O specification's):
 * - **Address**: where something was in the crashed process.
 * - **LoadAddress**: where `__TEXT` of an image began in the crashed process.
 * - **ImageOffset**: Address − LoadAddress.
 * - **Svma** (stated virtual memory address): where something is according to the Mach-O file.
 * - **Slide**: LoadAddress − the file's `__TEXT.vmaddr`; the same for the whole image.
 *
 * All are unsigned 64-bit values kept as `bigint`; they never pass through `number`.
 */

declare const space: unique symbol;

/** An address in the crashed process. */
export type Address = bigint & { readonly [space]: 'address' };
/** Where an image's `__TEXT` was mapped in the crashed process. */
export type LoadAddress = bigint & { readonly [space]: 'load' };
/** Distance of an address from its image's load address. */
export type ImageOffset = bigint & { readonly [space]: 'offset' };
/** An address as the Mach-O file states it. */
export type Svma = bigint & { readonly [space]: 'svma' };

const MAX_64 = 0xffff_ffff_ffff_ffffn;

/** The one place where a plain 64-bit value gets a space: each guard vouches for it after the wrap to 64 bits. */
function isAddress(value: bigint): value is Address {
  return value <= MAX_64;
}
function isLoadAddress(value: bigint): value is LoadAddress {
  return value <= MAX_64;
}
function isImageOffset(value: bigint): value is ImageOffset {
  return value <= MAX_64;
}
function isSvma(value: bigint): value is Svma {
  return value <= MAX_64;
}

function enter<Kind extends bigint>(value: bigint, guard: (wrapped: bigint) => wrapped is Kind): Kind {
  const wrapped = BigInt.asUintN(64, value);
  if (guard(wrapped)) return wrapped;
  throw new RangeError('not a 64-bit value');
}

/** A value as an address of the process; wraps at 64 bits like the machine does. */
export function toAddress(value: bigint): Address {
  return enter(value, isAddress);
}
/** A value as a load address. */
export function toLoadAddress(value: bigint): LoadAddress {
  return enter(value, isLoadAddress);
}
/** A value as an offset into an image. */
export function toImageOffset(value: bigint): ImageOffset {
  return enter(value, isImageOffset);
}
/** A value as an address stated by a Mach-O file. */
export function toSvma(value: bigint): Svma {
  return enter(value, isSvma);
}

/** Address = load + offset. */
export function addressAt(load: LoadAddress, offset: ImageOffset): Address {
  return toAddress(load + offset);
}
/** Offset = address − load. */
export function offsetIn(load: LoadAddress, address: Address): ImageOffset {
  return toImageOffset(address - load);
}
/** Load = address − offset, for images of which no more than a frame in them is known; null where it would lie below 0. */
export function loadOf(address: Address, offset: ImageOffset): LoadAddress | null {
  return offset > address ? null : toLoadAddress(address - offset);
}
/** Svma = offset + the file's `__TEXT.vmaddr`. */
export function svmaOf(offset: ImageOffset, textVmaddr: Svma): Svma {
  return toSvma(offset + textVmaddr);
}
/** The inverse of {@link svmaOf}. */
export function imageOffsetOf(svma: Svma, textVmaddr: Svma): ImageOffset {
  return toImageOffset(svma - textVmaddr);
}
/** Svma = address − slide. The slide may be negative, and is never a space of its own: it is the same in both. */
export function withoutSlide(address: Address, slide: bigint): Svma {
  return toSvma(address - slide);
}
/** The call's own place: a return address points after the call, so the lookup is one byte earlier. */
export function beforeReturn(offset: ImageOffset): ImageOffset {
  return offset === 0n ? offset : toImageOffset(offset - 1n);
}
/** How far an address lies behind a start in the same space. */
export function distance(from: Svma, to: Svma): bigint {
  return to - from;
}
/** Whether an address lies in `[load, load + size)`. */
export function isWithin(load: LoadAddress, size: bigint, address: Address): boolean {
  return address >= load && address < load + size;
}

/** `0x1a2b`: the way every tool of the trade writes an address. */
export function toHex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/**
 * Reads `0x1a2b`, `1a2b` with `hex`, or a decimal number. Returns `null` where the text is none of these, is negative or
 * does not fit into 64 bits.
 */
export function parseInteger(text: string, base: 'auto' | 'hex' = 'auto'): bigint | null {
  const trimmed = text.trim();
  const prefixed = /^0x[0-9a-f]{1,16}$/i.test(trimmed);
  if (prefixed) return BigInt(trimmed);
  if (base === 'hex') return /^[0-9a-f]{1,16}$/i.test(trimmed) ? BigInt(`0x${trimmed}`) : null;
  if (!/^\d{1,20}$/.test(trimmed)) return null;
  const value = BigInt(trimmed);
  return value <= MAX_64 ? value : null;
}
