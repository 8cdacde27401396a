import { afterEach, describe, expect, it, vi } from 'vitest';
import { upload } from '../../../../renderer/transport/upload.ts';

const files = ['Harbor.dSYM/Contents/Info.plist', 'crash #1.ips'].map((path) => ({ path, file: new File(['x'], 'x') }));
const summary = { added: 1 };

/** Answers each request in turn and notes it. */
function answerWith(...responses: readonly Response[]): string[] {
  const asked: string[] = [];
  const left = [...responses];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(`${init.method ?? 'GET'} ${url}`);
    if (init.signal?.aborted) throw new DOMException('Aborted', 'AbortError');
    return left.shift() ?? Response.error();
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an upload', () => {
  it('puts each file under its own path and finishes once', async () => {
    const none = (): Response => new Response(null, { status: 204 });
    const asked = answerWith(none(), none(), Response.json({ ok: true, value: summary }));
    const sent: number[] = [];
    const result = await upload('job-1', files, new AbortController().signal, (done) => sent.push(done));
    expect(asked).toEqual([
      'PUT /upload/job-1/Harbor.dSYM/Contents/Info.plist',
      'PUT /upload/job-1/crash%20%231.ips',
      'POST /upload/job-1/finish',
    ]);
    expect(sent).toEqual([1, 2]);
    expect(result).toEqual({ ok: true, value: summary });
  });

  it('goes on when one file is refused, and names it', async () => {
    const fault = { kind: 'too-large', message: 'This file is too large.' };
    const asked = answerWith(
      Response.json({ ok: false, fault }, { status: 413 }),
      new Response(null, { status: 204 }),
      Response.json({ ok: true, value: { ...summary, faults: [] } }),
    );
    const result = await upload('job-1', files, new AbortController().signal, () => {});
    expect(result).toEqual({ ok: true, value: { ...summary, faults: [{ file: files[0]?.path, fault }] } });
    expect(asked).toHaveLength(3);
  });

  it('ends with the host’s own fault when every file is refused', async () => {
    const fault = { kind: 'too-large', message: 'This file is too large.' };
    const refusal = (): Response => Response.json({ ok: false, fault }, { status: 413 });
    const asked = answerWith(refusal(), refusal());
    const result = await upload('job-1', files, new AbortController().signal, () => {});
    expect(result).toEqual({ ok: false, fault });
    expect(asked).toHaveLength(2);
  });

  it('says that it was cancelled, not that the host is gone', async () => {
    answerWith();
    const controller = new AbortController();
    controller.abort();
    const result = await upload('job-1', files, controller.signal, () => {});
    expect(result).toMatchObject({ ok: false, fault: { kind: 'cancelled' } });
  });

  it('names an expired session', async () => {
    answerWith(new Response('<h1>expired</h1>', { status: 401 }));
    const result = await upload('job-1', files, new AbortController().signal, () => {});
    expect(result).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
  });
});
