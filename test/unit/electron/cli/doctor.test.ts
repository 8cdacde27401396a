/** What `faultline doctor` prints: tables of findings and explained responses. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf, explainResponse, renderChecks, renderDiagnosis } from '../../../../electron/cli/doctor.ts';
import { runProgram } from '../../../../electron/cli/program.ts';
import { diagnose } from '../../../../shared/appstore/diagnose.ts';
import type { DoctorCheck } from '../../../../shared/contract/accounts.ts';
import { AGREEMENT } from '../../shared/appstore/responses.ts';
import { createScreen } from './screen.ts';

const agreement = diagnose(AGREEMENT);
const CHECKS: readonly DoctorCheck[] = [
  { id: 'key', title: 'Key', state: 'ok', sentence: 'It can be read.', diagnosis: null },
  { id: 'rate', title: 'Requests left', state: 'warning', sentence: '20 of 3500 are left.', diagnosis: null },
  { id: 'agreements', title: 'Agreements', state: 'error', sentence: agreement.what, diagnosis: agreement },
  { id: 'apps', title: 'Apps', state: 'skipped', sentence: 'Not \u001b[2Jasked\u202e.', diagnosis: null },
];

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'faultline-doctor-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the table', () => {
  it('has a sign for each line, and under trouble what to do and what will not help', () => {
    const lines = renderChecks(CHECKS, Number.POSITIVE_INFINITY);
    expect(lines.map((line) => line[0])).toEqual(['✓', '!', '✗', ' ', ' ', '–']);
    expect(lines[2]).toContain(agreement.what);
    expect(lines[3]?.trim()).toBe(`→ ${agreement.act}`);
    expect(lines[4]?.trim()).toBe(`Will not help: ${agreement.useless}`);
  });

  it('breaks sentences to the screen and loses no word', () => {
    const narrow = renderChecks(CHECKS, 60);
    for (const line of narrow) expect(line.length).toBeLessThanOrEqual(60);
    const words = (lines: readonly string[]): string => lines.join(' ').replaceAll(/\s+/g, ' ');
    expect(words(narrow)).toBe(words(renderChecks(CHECKS, Number.POSITIVE_INFINITY)));
  });

  it('lets no control or direction character through', () => {
    for (const line of renderChecks(CHECKS, 80)) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('of nothing is empty', () => {
    expect(renderChecks([], 80)).toEqual([]);
  });

  it('ends a command with 1 only where something is wrong', () => {
    expect(exitCodeOf(CHECKS)).toBe(1);
    expect(exitCodeOf(CHECKS.filter(({ state }) => state !== 'error'))).toBe(0);
  });
});

describe('an explained response', () => {
  it('names what is wrong, who must act, what to do, what will not help, and Apple’s id', () => {
    const lines = renderDiagnosis(agreement, 100);
    const labels = lines.map((line) => line.slice(0, 18).trim()).filter((label) => label !== '');
    expect(labels).toEqual([
      'What is wrong',
      'Who must act',
      'What to do',
      'Will not help',
      'Waiting',
      'Apple’s error id',
      'Where',
      'Rule',
    ]);
    expect(lines.join('\n')).toContain('The team’s Account Holder');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('comes from a file', async () => {
    const path = join(folder, 'response.json');
    writeFileSync(path, JSON.stringify({ errors: AGREEMENT.errors }));
    const screen = createScreen();
    expect(await explainResponse(path, screen)).toBe(0);
    expect(screen.output()).toContain('agreement-unsigned');
    expect(screen.errors()).toBe('');
  });

  it('comes from standard input', async () => {
    const screen = createScreen('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 300\r\n\r\n');
    expect(await explainResponse('-', screen)).toBe(0);
    expect(screen.output()).toContain('rate-short');
    expect(screen.output()).toContain('wait 5 minutes');
  });

  it('is a command: faultline doctor --explain', async () => {
    const screen = createScreen(JSON.stringify({ errors: AGREEMENT.errors }));
    expect(await runProgram(['doctor', '--explain', '-'], screen)).toBe(0);
    expect(screen.output()).toContain('Account Holder');
    expect(await runProgram(['doctor', '--explain'], createScreen())).toBe(2);
  });

  it('ends with 1 where there is no file, or no response in it', async () => {
    const [missing, other] = [createScreen(), createScreen('Dear diary')];
    expect(await explainResponse(join(folder, 'absent.json'), missing)).toBe(1);
    expect(missing.errors()).toMatch(/cannot be found/);
    expect(await explainResponse('-', other)).toBe(1);
    expect(other.errors()).toMatch(/no response of App Store Connect/);
    expect(other.output()).toBe('');
  });
});
