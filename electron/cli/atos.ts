/** `faultline atos`: Apple's atos on any system. Reads addresses from standard input when none is given. */
import { readFile } from 'node:fs/promises';
import { demangleSimply } from '../../shared/demangle/index.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { decodeText } from '../inbox/decode.ts';
import { atos } from '../symbols/atos-command.ts';
import { createBuiltinEngine } from '../symbols/builtin.ts';
import { readAtosOptions } from './atos-options.ts';
import type { AtosCommand } from './atos-options.ts';
import { unreadable } from './inputs.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const HELP = `Usage: faultline atos -o FILE [options] [ADDRESS…]

Names addresses as Apple's atos does, on any system. Reads addresses from standard input when none is given.

  -o FILE       a binary or a dSYM
  -arch ARCH    the architecture, needed for universal files
  -l ADDRESS    the load address of the image: addresses are those of a process
  -s SLIDE      the slide of the image
  -offset       addresses are offsets from the start of the image
  -i            show inlined calls, innermost first; an empty line ends each address
  -fullPath     print paths in full
  -d DELIMITER  what stands between the frames of one address, instead of a newline
  -f FILE       a file of addresses

Examples:
  faultline atos -o MyApp.app.dSYM -arch arm64 -l 0x1042b4000 0x1042c1d54
  faultline atos -o MyApp -i < addresses.txt
`;

function hostArch(): Arch {
  return process.arch === 'arm64' ? 'arm64' : 'x86_64';
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

async function addressesOf(command: AtosCommand, terminal: Terminal): Promise<readonly string[]> {
  const { addresses, addressFile } = command;
  if (addressFile !== null) {
    try {
      return [...addresses, ...words(decodeText(await readFile(addressFile)))];
    } catch (thrown) {
      throw new UsageError(`-f ${addressFile}: ${unreadable(thrown).message}`);
    }
  }
  return addresses.length > 0 ? addresses : words(decodeText(await terminal.readInput()));
}

/**
 * Runs the command.
 * @returns 0 when at least one address has a function, 1 when none has or the file cannot be read
 */
export async function runAtos(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (argv.includes('--help') || argv.includes('-h')) {
    terminal.write(HELP);
    return 0;
  }
  const command = readAtosOptions(argv);
  const addresses = await addressesOf(command, terminal);
  const engine = createBuiltinEngine();
  try {
    const found = await atos(command, addresses, { engine, demangle: demangleSimply, hostArch: hostArch() });
    if (!found.ok) {
      printFault(terminal, found.fault);
      return 1;
    }
    const { lines, resolved } = found.value;
    if (lines.length > 0) terminal.write(`${lines.join('\n')}\n`);
    return resolved > 0 || addresses.length === 0 ? 0 : 1;
  } finally {
    await engine.close();
  }
}
