/** `faultline demangle`: names, or every mangled name in a text. */
import { demangle } from '../../shared/demangle/index.ts';
import { decodeText } from '../inbox/decode.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** A mangled name of any language, as it stands in reports, `nm` and linker errors. */
const MANGLED = /(?:@__swiftmacro_|_{0,2}\$[sSe]|__?T0|_T(?=[A-Za-z0-9])|_{1,4}Z|_R(?=[A-Z]))[\w$.]+/g;

/** Prints one line a name; without names, standard input with every mangled name replaced. */
export async function demangleNames(
  names: readonly string[],
  simplified: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  if (names.length > 0) {
    for (const name of names) terminal.write(`${demangle(name, { simplified })}\n`);
    return 0;
  }
  const text = decodeText(await terminal.readInput());
  terminal.write(text.replaceAll(MANGLED, (name) => demangle(name, { simplified })));
  return 0;
}
