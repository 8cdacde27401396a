/** Screenshots of feedback in the desktop window: pictures of the library on the page's own scheme, and nothing else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { buildDesktop } from './build.ts';
import { start } from './launch.ts';
import type { App } from './launch.ts';

let app: App;
beforeAll(async () => {
  buildDesktop();
  app = await start();
});
afterAll(() => app.stop());

const pageSchema = z.object({
  value: z.object({
    rows: z.array(z.object({ screenshots: z.array(z.object({ src: z.string(), type: z.string() })) })),
  }),
});
const answerSchema = z.object({ status: z.number(), headers: z.record(z.string(), z.string()), text: z.string() });

async function get(url: string, method = 'GET'): Promise<z.infer<typeof answerSchema>> {
  return answerSchema.parse(await app.do('get', url, method));
}

it('are served to the page with their type and its policy', async () => {
  expect(await app.do('call', 'samples.add', '{"job":"samples"}')).toMatchObject({ ok: true });
  const page = pageSchema.parse(await app.do('call', 'feedback.page', '{}'));
  const pictures = page.value.rows.flatMap(({ screenshots }) => screenshots);
  expect(pictures.length).toBeGreaterThan(0);
  for (const { src, type } of pictures) {
    const { status, headers, text } = await get(`faultline://app${src}`);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toContain('PNG');
  }
  const [first] = pictures;
  expect((await get(`faultline://app${first?.src}`, 'POST')).status).toBe(404);
  expect((await get(`faultline://other${first?.src}`)).status).toBe(404);
});

it.each([
  `faultline://app/screenshot/${'00'.repeat(32)}`,
  'faultline://app/screenshot/',
  'faultline://app/screenshot/..%2f..%2ffaultline.sqlite',
])('are nothing else: %s', async (url) => {
  expect((await get(url)).status).toBe(404);
});
