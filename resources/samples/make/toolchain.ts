/**
 * Compiles the sample app's sources into real Mach-O files and dSYMs with Debian's clang-19, ld64.lld-19 and dsymutil-19.
 * The prefix flags make UUIDs and bytes independent of the folder and the day.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SOURCES = join(import.meta.dirname, 'sources');
const COMPILE = [
  '-target',
  'arm64-apple-ios15.0',
  '-O1',
  '-fno-optimize-sibling-calls',
  '-ffile-compilation-dir=/build/Harbor',
];

function run(tool: string, args: readonly string[], cwd: string): string {
  return execFileSync(tool, args, { cwd, encoding: 'utf8', env: { ...process.env, ZERO_AR_DATE: '1' } });
}

/** What one build of one image consists of. */
export interface Recipe {
  readonly image: string;
  readonly sources: readonly string[];
  readonly build: number;
  /** `CFBundleShortVersionString` that the dSYM states, as Xcode writes it there. */
  readonly version: string;
  readonly dylib: boolean;
}

/** A linked image with its dSYM, and how to ask for addresses in it. */
export interface Built {
  readonly image: string;
  readonly build: number;
  readonly uuid: string;
  /** Bytes of `__TEXT`. */
  readonly size: number;
  readonly dsym: string;
  /** Offset of the instruction behind the call of `callee` in `caller`: a return address. */
  returnAddress(caller: string, callee: string): number;
  /** Offset of the first instruction of `fn` whose innermost source line is `line`. */
  addressOfLine(fn: string, line: number): number;
}

function compile(source: string, build: number, folder: string): string {
  copyFileSync(join(SOURCES, source), join(folder, source));
  const object = `${source}.o`;
  const define = `-DBUILD=${build}`;
  if (source.endsWith('.c')) {
    // The unit becomes Swift's: its language, and linkage names without Mach-O's underscore.
    const ir = `${source}.ll`;
    run('clang-19', [...COMPILE, '-gdwarf-4', define, '-S', '-emit-llvm', source, '-o', ir], folder);
    const text = readFileSync(join(folder, ir), 'utf8');
    const swift = text
      .replaceAll('DW_LANG_C11', 'DW_LANG_Swift')
      .replaceAll('linkageName: "\\01_$s', 'linkageName: "$s');
    writeFileSync(join(folder, ir), swift);
    run('clang-19', [...COMPILE, '-c', ir, '-o', object], folder);
  } else {
    const flags = source.endsWith('.cpp') ? ['-std=c++20', '-fno-exceptions', '-gdwarf-5'] : ['-gdwarf-4'];
    run('clang-19', [...COMPILE, ...flags, define, '-c', source, '-o', object], folder);
  }
  return object;
}

interface Instruction {
  readonly offset: number;
  readonly target: string | null;
}

function disassemble(binary: string, folder: string): Map<string, Instruction[]> {
  const functions = new Map<string, Instruction[]>();
  let current: Instruction[] = [];
  for (const line of run('llvm-objdump-19', ['-d', '--no-show-raw-insn', '--macho', binary], folder).split('\n')) {
    const header = /^(\S.*):$/.exec(line);
    if (header?.[1] !== undefined) {
      current = [];
      functions.set(header[1], current);
      continue;
    }
    const match = /^\s*([0-9a-f]+):\s+(\S+)\s*(.*)$/.exec(line);
    if (match?.[1] === undefined) continue;
    const call = match[2] === 'bl' ? /(?:symbol stub for: )?([^\s;]+)$/.exec(match[3] ?? '') : null;
    current.push({ offset: Number.parseInt(match[1], 16), target: call?.[1] ?? null });
  }
  return functions;
}

/** Builds one image in `folder` and gathers its dSYM in `<folder>/<image>.dSYM`. */
export function buildImage(recipe: Recipe, folder: string): Built {
  mkdirSync(folder, { recursive: true });
  const { image, build } = recipe;
  const objects = recipe.sources.map((source) => compile(source, build, folder));
  copyFileSync(join(SOURCES, 'System.tbd'), join(folder, 'System.tbd'));
  const kind = recipe.dylib ? ['-dylib', '-install_name', `@rpath/${image}.framework/${image}`] : ['-e', '_main'];
  const link = [
    '-arch',
    'arm64',
    '-platform_version',
    'ios',
    '15.0',
    '17.0',
    '-oso_prefix',
    `${folder}/`,
    '-undefined',
    'dynamic_lookup',
  ];
  run('ld64.lld-19', [...link, ...kind, '-o', image, ...objects, 'System.tbd'], folder);
  run('dsymutil-19', [`--oso-prepend-path=${folder}/`, image, '-o', `${image}.dSYM`], folder);
  rmSync(join(folder, `${image}.dSYM`, 'Contents', 'Resources', 'Relocations'), { recursive: true, force: true });
  const plist = join(folder, `${image}.dSYM`, 'Contents', 'Info.plist');
  const stated = readFileSync(plist, 'utf8')
    .replace('<string>1.0<', `<string>${recipe.version}<`)
    .replace('<string>1<', `<string>${build}<`);
  writeFileSync(plist, stated);
  const dwarf = join(folder, `${image}.dSYM`, 'Contents', 'Resources', 'DWARF', image);

  const load = run('llvm-objdump-19', ['--macho', '--private-headers', basename(image)], folder);
  const uuid = /uuid ([0-9A-F-]{36})/.exec(load)?.[1];
  const text = /segname __TEXT\s+vmaddr (0x[0-9a-f]+)\s+vmsize (0x[0-9a-f]+)/.exec(load);
  if (uuid === undefined || text?.[1] === undefined || text[2] === undefined) throw new Error(`no UUID in ${image}`);
  const base = Number(text[1]);
  const functions = disassemble(image, folder);

  const bodyOf = (fn: string): Instruction[] => {
    const body = functions.get(fn);
    if (body === undefined) throw new Error(`${image} has no ${fn}: ${[...functions.keys()].join(', ')}`);
    return body;
  };
  return {
    image,
    build,
    uuid: uuid.toLowerCase(),
    size: Number(text[2]),
    dsym: join(folder, `${image}.dSYM`),
    returnAddress(caller, callee) {
      const call = bodyOf(caller).find(({ target }) => target === callee);
      if (call === undefined) throw new Error(`${caller} does not call ${callee}`);
      return call.offset + 4 - base;
    },
    addressOfLine(fn, line) {
      for (const { offset } of bodyOf(fn)) {
        const answer = run(
          'llvm-symbolizer-19',
          [`--obj=${dwarf}`, '--inlines', '--no-demangle', `0x${offset.toString(16)}`],
          folder,
        );
        if (answer.split('\n')[1]?.includes(`:${line}:`) === true) return offset - base;
      }
      throw new Error(`${fn} has no line ${line}`);
    },
  };
}
