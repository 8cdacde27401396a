/** The command line's door: runs the command and sets the exit code. Results on standard output, errors on standard error. */
import { messageOf } from '../../shared/result.ts';
import { wordsOfAtos } from './atos-options.ts';
import { runAtos } from './atos.ts';
import { runProgram } from './program.ts';
import { terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

const words = process.argv.slice(2);
// atos has Apple's own way with options (`-arch`, `-fullPath`), which no common parser reads; a library may stand before it.
const atosWords = wordsOfAtos(words);
try {
  process.exitCode = atosWords === null ? await runProgram(words, terminal) : await runAtos(atosWords, terminal);
} catch (thrown) {
  const isUsage = thrown instanceof UsageError;
  terminal.error(`faultline: ${messageOf(thrown)}\n`);
  if (isUsage) terminal.error('Run with --help for examples.\n');
  process.exitCode = isUsage ? 2 : 1;
}
