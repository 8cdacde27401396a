/** `faultline doctor`: what was found about an account as a table of ✓, ! and ✗, and what a saved response means. */
import { explainSaved } from '../../shared/appstore/diagnosis/saved.ts';
import type { Diagnosis } from '../../shared/appstore/diagnosis/diagnosis.ts';
import { diagnosisLines } from '../../shared/appstore/diagnosis/words.ts';
import type { DoctorCheck } from '../../shared/contract/accounts.ts';
import { readInputs } from './inputs.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const SIGNS: Readonly<Record<DoctorCheck['state'], string>> = { ok: '✓', warning: '!', error: '✗', skipped: '–' };

/** Narrower than this, sentences are no longer broken. */
const NARROWEST = 20;

/** Breaks a sentence into lines of at most `width` characters; a longer word has a line of its own. */
function wrap(sentence: string, width: number): readonly string[] {
  const room = Math.max(width, NARROWEST);
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A label, and a sentence beside it that keeps its own column. */
function beside(label: string, sentence: string, width: number): readonly string[] {
  const indent = ' '.repeat(label.length);
  return wrap(sentence, width - label.length).map((line, index) => `${index === 0 ? label : indent}${line}`);
}

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/** Names of apps come from Apple and go to a terminal. */
function plain(text: string): string {
  return text.replaceAll(CONTROLS, ' ');
}

/**
 * The doctor's lines as a table: sign, what was looked at, what was found; under it what to do, and what will not help.
 * @param width of the screen; without bound where there is none
 */
export function renderChecks(checks: readonly DoctorCheck[], width: number): readonly string[] {
  const longest = Math.max(0, ...checks.map(({ title }) => title.length));
  return checks.flatMap(({ state, title, sentence, diagnosis }) => {
    const label = `${SIGNS[state]} ${title.padEnd(longest)}  `;
    const gap = ' '.repeat(label.length);
    const advice =
      diagnosis === null
        ? []
        : [
            ...beside(`${gap}→ `, plain(diagnosis.act), width),
            ...(diagnosis.useless === null
              ? []
              : beside(`${gap}  `, `Will not help: ${plain(diagnosis.useless)}`, width)),
          ];
    return [...beside(label, plain(sentence), width), ...advice];
  });
}

/** An explained failure as labelled sentences. */
export function renderDiagnosis(diagnosis: Diagnosis, width: number): readonly string[] {
  const lines = diagnosisLines(diagnosis);
  const longest = Math.max(...lines.map(([label]) => label.length));
  return lines.flatMap(([label, sentence]) => beside(`${label.padEnd(longest)}  `, plain(sentence), width));
}

/** 1 where something is wrong. */
export function exitCodeOf(checks: readonly DoctorCheck[]): ExitCode {
  return checks.some(({ state }) => state === 'error') ? 1 : 0;
}

/**
 * `faultline doctor --explain`: prints what a saved response means.
 * @param path a file, a folder of files, or `-` for standard input
 * @returns 1 where one cannot be read or is no response
 */
export async function explainResponse(path: string, terminal: Terminal): Promise<ExitCode> {
  let [printed, failed] = [0, 0];
  for await (const { name, text } of readInputs([path], terminal)) {
    if (!text.ok) {
      printFault(terminal, text.fault, name);
      failed += 1;
      continue;
    }
    const diagnosis = explainSaved(text.value, {});
    if (diagnosis.rule === 'not-a-response') {
      terminal.error(`faultline: ${name}: ${diagnosis.what} ${diagnosis.act}\n`);
      failed += 1;
      continue;
    }
    terminal.write(`${printed > 0 ? '\n' : ''}${renderDiagnosis(diagnosis, terminal.columns).join('\n')}\n`);
    printed += 1;
  }
  return failed > 0 ? 1 : 0;
}
