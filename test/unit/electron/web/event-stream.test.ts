import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSession, pageHeaders, start } from './fixture.ts';
import type { Running } from './fixture.ts';

let running: Running;
beforeEach(async () => {
  running = await start();
});
afterEach(() => running.stop());

describe('the event stream', () => {
  it('brings each event with its name and payload, in order, to every page', async () => {
    const streams = [await open(), await open()];
    running.emit('library.changed', { signatures: ['a'], moved: [] });
    running.emit('import.progress', { job: 'j', phase: 'reading', done: 1, total: null });
    for (const stream of streams) {
      const text = await readUntil(stream, '"total":null}\n\n');
      expect(text).toBe(
        'retry: 1000\n\n' +
          'event: library.changed\ndata: {"signatures":["a"],"moved":[]}\n\n' +
          'event: import.progress\ndata: {"job":"j","phase":"reading","done":1,"total":null}\n\n',
      );
      stream.destroy();
    }
  });

  it('cannot be broken into by line breaks in a payload', async () => {
    const stream = await open();
    running.emit('window.command', { command: 'a\n\nevent: forged\ndata: {}\n\n' });
    const text = await readUntil(stream, '}\n\n');
    expect(text.match(/^event: /gm)).toHaveLength(1);
    stream.destroy();
  });

  it('is open to a bounded number of pages', async () => {
    const streams = await Promise.all(Array.from({ length: 64 }, () => open()));
    expect((await running.sendAsPage({ path: '/events' })).status).toBe(429);
    const [first] = streams;
    first?.destroy();
    await expect.poll(async () => (await open()).statusCode).toBe(200);
    for (const stream of streams) stream.destroy();
  });

  it('ends with the host, which then no longer listens', async () => {
    const stream = await open();
    expect(running.listeners()).toBe(1);
    const ended = new Promise((resolve) => stream.on('close', resolve));
    stream.resume();
    await running.host.close();
    await ended;
    expect(running.listeners()).toBe(0);
  });
});

async function open(): Promise<IncomingMessage> {
  const { port } = running.host;
  const { origin: _origin, ...headers } = pageHeaders(port, await openSession(running.host));
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/events', agent: false, headers }, (stream) => {
      stream.on('error', () => undefined);
      expect(stream.headers['content-type']).toContain('text/event-stream');
      resolve(stream);
    });
    request.on('error', reject);
  });
}

function readUntil(stream: IncomingMessage, end: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      if (text.endsWith(end)) resolve(text);
    });
  });
}
