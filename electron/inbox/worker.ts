/**
 * A worker thread: reads, symbolicates and signs reports, looks through folders for symbols. It has no database and
 * starts no programs; for both it asks the main thread (see `protocol.ts`).
 */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { messageOf } from '../../shared/result.ts';
import { OriginalReader } from '../store/originals.ts';
import { PackWriter } from '../store/packs.ts';
import { createBuiltinEngine } from '../symbols/builtin.ts';
import { cachedEngine } from '../symbols/cache/engine.ts';
import type { SymbolEngine } from '../symbols/engine.ts';
import { SymbolIndex } from '../symbols/index.ts';
import { scan } from './scan.ts';
import { KnownAnswers } from './memory.ts';
import { isToWorker, isWorkerSettings } from './protocol.ts';
import type { FromWorker, Question, QuestionAnswer, QuestionAnswers, Task, TaskAnswer } from './protocol.ts';
import { Reader } from './reading.ts';
import { study } from './study.ts';
import type { Bench } from './study.ts';
import { exportText, render, show } from './view.ts';

/** Milliseconds between signs of life. */
const SIGN_INTERVAL = 1000;

/** Bundled, this module and those of other threads lie side by side. */
const isBundled = import.meta.url.endsWith('.js');

/** The module of another thread, beside this one. */
function besides(path: string): URL {
  return new URL(`${path}.${isBundled ? 'js' : 'ts'}`, import.meta.url);
}

/** The built-in engine, with the library's symbol caches before it. */
function createEngine(libraryPath: string): SymbolEngine {
  const workerUrl = besides(isBundled ? './symbol-cache' : '../symbols/cache/worker');
  return cachedEngine(createBuiltinEngine(), { folder: join(libraryPath, 'symbols'), workerUrl });
}

function serve(port: MessagePort, settings: Bench['settings']): void {
  const say = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, [...transfer]);
  const running = new Map<number, AbortController>();
  const questions = new Map<number, (answer: QuestionAnswer) => void>();
  let index = new SymbolIndex();
  let asked = 0;

  function isAnswerTo<Kind extends Question['kind']>(
    kind: Kind,
    answer: QuestionAnswer,
  ): answer is Extract<QuestionAnswer, { kind: Kind }> & { readonly value: QuestionAnswers[Kind] } {
    return answer.kind === kind;
  }

  function ask<Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
  ): Promise<QuestionAnswers[Kind]> {
    const number = asked++;
    return new Promise((resolve, reject) => {
      questions.set(number, (answer) => {
        if (isAnswerTo<Kind>(question.kind, answer)) resolve(answer.value);
        else reject(new Error('an answer to another question'));
      });
      say({ type: 'question', number, question });
    });
  }

  const remoteEngine: SymbolEngine = {
    name: 'atos',
    lookup: (slice, addresses) => ask<'lookup'>({ kind: 'lookup', slice, addresses }),
    close: async () => {},
  };
  const engine = settings.engine === 'builtin' ? createEngine(settings.libraryPath) : remoteEngine;
  const { libraryPath } = settings;
  const [originals, packs] = [new OriginalReader(libraryPath), new PackWriter(libraryPath)];
  const known = new KnownAnswers();
  const reader = new Reader(besides('./reader'));
  const bench: Bench = { settings, index: () => index, engine, known, originals, packs, reader, ask };

  async function perform(task: Task, signal: AbortSignal): Promise<TaskAnswer> {
    let lastSign = performance.now();
    const alive = (): void => {
      if (performance.now() - lastSign < SIGN_INTERVAL) return;
      lastSign = performance.now();
      say({ type: 'alive' });
    };
    switch (task.kind) {
      case 'study':
        return { kind: 'study', value: await study(task, bench, signal, alive) };
      case 'show':
        return { kind: 'show', value: await show(task.id, bench, signal) };
      case 'render':
        return { kind: 'render', value: await render(task.id, task.format, bench, signal) };
      case 'export':
        return { kind: 'export', value: await exportText(task, bench, signal) };
      case 'scan':
        return { kind: 'scan', value: await scan(task, settings.libraryPath, signal, alive) };
    }
  }

  async function run(number: number, task: Task): Promise<void> {
    const controller = new AbortController();
    running.set(number, controller);
    try {
      const answer = await perform(task, controller.signal);
      // Outcomes go over as they are: a copy would take as long as writing them.
      say({ type: 'done', number, answer }, answer.kind === 'study' ? [answer.value.json] : []);
    } catch (thrown) {
      say({ type: 'failed', number, message: messageOf(thrown) });
    } finally {
      running.delete(number);
    }
  }

  port.on('message', (message: unknown) => {
    if (!isToWorker(message)) return;
    switch (message.type) {
      case 'task':
        void run(message.number, message.task);
        return;
      case 'cancel':
        running.get(message.number)?.abort();
        return;
      case 'answer':
        questions.get(message.number)?.(message.answer);
        questions.delete(message.number);
        return;
      case 'symbols':
        index = new SymbolIndex(message.entries);
        known.forgetRemembered();
    }
  });
  say({ type: 'ready' });
}

const settings: unknown = workerData;
if (parentPort !== null && isWorkerSettings(settings)) serve(parentPort, settings);
