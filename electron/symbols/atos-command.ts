/**
 * `faultline atos`: Apple's atos for any system. Takes options that were parsed already and addresses as they were
 * written, gives lines as atos prints them (see `atos-grammar.ts` for their shapes). An address that says nothing is
 * printed as it came and is no error.
 */

import { basename } from 'node:path';

import {
  offsetIn,
  parseInteger,
  svmaOf,
  toAddress,
  toHex,
  toImageOffset,
  toSvma,
  withoutSlide,
  type LoadAddress,
  type Svma,
} from '../../shared/report/address.ts';
import { parseArch, type Arch } from '../../shared/report/arch.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { formatAtosLine } from './atos-grammar.ts';
import { machoFileOf } from './bundle.ts';
import { openSource } from './bytes/source.ts';
import type { Answer, SliceRef, SymbolEngine } from './engine.ts';
import { readSlices } from './macho/container.ts';
import type { Slice } from './macho/slice.ts';

/** What the given addresses are: of the file, of a process (`-l`, `-s`), or offsets from `__TEXT` (`-offset`). */
export type AddressBase =
  | { readonly kind: 'file' }
  | { readonly kind: 'load'; readonly load: LoadAddress }
  | { readonly kind: 'slide'; readonly slide: bigint }
  | { readonly kind: 'offset' };

export interface AtosOptions {
  /** `-o`: a Mach-O file or a dSYM bundle. */
  readonly file: string;
  /** `-arch` as written; `null` for the only slice, else the host's, else arm64. */
  readonly arch: string | null;
  readonly base: AddressBase;
  /** `-i` */
  readonly inlined: boolean;
  /** `-fullPath` */
  readonly fullPath: boolean;
  /** `-d`: what stands between the frames of one address; a newline where it is not given. */
  readonly delimiter: string;
}

export interface AtosTools {
  readonly engine: SymbolEngine;
  readonly demangle: (name: string) => string;
  /** The architecture of this computer, as Mach-O names it. */
  readonly hostArch: Arch;
}

export interface AtosOutput {
  /** Without line ends. With `-i` and newlines between frames an empty line follows each address. */
  readonly lines: readonly string[];
  /** How many addresses have a function. */
  readonly resolved: number;
}

/** Names the addresses. Fails where the file cannot be read or has no such architecture. */
export async function atos(
  options: AtosOptions,
  addresses: readonly string[],
  tools: AtosTools,
): Promise<Result<AtosOutput>> {
  const opened = await openSlice(options, tools.hostArch);
  if (!opened.ok) return opened;
  const { slice, ref } = opened.value;
  const given = addresses.map((text) => {
    const value = parseAddress(text);
    return { text, svma: value === null ? null : toFileAddress(value, options.base, slice.textVmaddr) };
  });
  const wanted = given.flatMap(({ svma }) => svma ?? []);
  const looked = await tools.engine.lookup(ref, wanted);
  if (!looked.ok) return looked;
  const answers = new Map(looked.value.map((answer, index) => [wanted[index], answer]));
  const lines: string[] = [];
  let resolved = 0;
  for (const { text, svma } of given) {
    const answer = svma === null ? undefined : answers.get(svma);
    if (answer?.kind === 'found') resolved++;
    const image = svma !== null && isInside(slice, svma) ? basename(ref.path) : null;
    const block = formatBlock(answer ?? { kind: 'none' }, text, image, options, tools.demangle);
    if (options.delimiter === '\n') lines.push(...block);
    else lines.push(block.join(options.delimiter));
    if (options.inlined && options.delimiter === '\n') lines.push('');
  }
  return ok({ lines, resolved });
}

interface Opened {
  readonly slice: Slice;
  readonly ref: SliceRef;
}

async function openSlice({ file, arch }: AtosOptions, hostArch: Arch): Promise<Result<Opened>> {
  const path = await machoFileOf(file);
  if (!path.ok) return path;
  const source = openSource(path.value);
  if (!source.ok) return source;
  const slices = readSlices(source.value, path.value);
  source.value.close();
  if (!slices.ok) return slices;
  const slice = chooseSlice(slices.value, arch, hostArch);
  if (slice === undefined) {
    const message = `atos cannot load symbols for the file ${file} for architecture ${arch ?? hostArch}.`;
    const present = slices.value.map((candidate) => candidate.arch).join(', ');
    return fail({ kind: 'not-found', message, detail: `The file holds: ${present}` });
  }
  const { uuid, textVmaddr } = slice;
  if (uuid === null) return fail({ kind: 'not-found', message: `${file} has no UUID, so it is no finished build.` });
  return ok({ slice, ref: { path: path.value, uuid, arch: slice.arch, textVmaddr } });
}

function chooseSlice(slices: readonly Slice[], wanted: string | null, hostArch: Arch): Slice | undefined {
  const of = (arch: Arch | null): Slice | undefined => slices.find((slice) => slice.arch === arch);
  if (wanted !== null) return of(parseArch(wanted));
  return slices.length === 1 ? slices[0] : (of(hostArch) ?? of('arm64') ?? slices[0]);
}

/** Addresses are decimal, or hexadecimal with `0x` or with a digit that says so. */
function parseAddress(text: string): bigint | null {
  return parseInteger(text) ?? parseInteger(text, 'hex');
}

function toFileAddress(value: bigint, base: AddressBase, textVmaddr: Svma): Svma {
  switch (base.kind) {
    case 'file':
      return toSvma(value);
    case 'load':
      return svmaOf(offsetIn(base.load, toAddress(value)), textVmaddr);
    case 'slide':
      return withoutSlide(toAddress(value), base.slide);
    case 'offset':
      return svmaOf(toImageOffset(value), textVmaddr);
  }
}

/** Whether an address is one of the image. `__PAGEZERO` is a segment of it only to keep others away. */
function isInside({ segments }: Slice, svma: Svma): boolean {
  return segments.some(({ name, address, size }) => name !== '__PAGEZERO' && svma >= address && svma < address + size);
}

function formatBlock(
  answer: Answer,
  text: string,
  image: string | null,
  options: AtosOptions,
  demangle: AtosTools['demangle'],
): readonly string[] {
  const value = parseAddress(text);
  const address = value === null ? text : toHex(value);
  if (answer.kind === 'none') {
    return [formatAtosLine({ symbol: null, image, file: null, line: null, offset: null }, address)];
  }
  const frames = options.inlined ? answer.frames : answer.frames.slice(-1);
  return frames.map(({ name, file, line }, index) => {
    const shownFile = file === null || options.fullPath ? file : basename(file);
    const offset = index === frames.length - 1 ? answer.symbolOffset : null;
    return formatAtosLine(
      { symbol: name === '' ? null : demangle(name), image, file: shownFile, line, offset },
      address,
    );
  });
}
