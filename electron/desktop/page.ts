/**
 * The page's own scheme, `faultline://app/`: the built renderer as an origin of its own, instead of `file://`, under which
 * a page may read more than it should. Only listed files are served, each with the page's policy.
 *
 * https://www.electronjs.org/docs/latest/tutorial/security#18-avoid-usage-of-the-file-protocol-and-prefer-usage-of-custom-protocols
 */
import { app, protocol } from 'electron';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { listPageFiles, readPageFile } from '../page/files.ts';
import { imageIdOf, isImageType } from '../page/images.ts';
import type { ServedImage } from '../page/images.ts';
import { pageHeaders } from '../page/policy.ts';
import { scheme } from './channels.ts';

const pageHost = 'app';

/** Where the window's page is: our scheme, or the development server of an app that is not packaged. */
export function pageUrl(): string {
  return developmentServer() ?? `${scheme}://${pageHost}/`;
}

/** What `electron-vite dev` serves the page from; a packaged app hears of none. */
function developmentServer(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
}

/** Whether a URL is of the page's origin. Custom schemes have no origin in Node's `URL`, hence scheme and host. */
export function isOurs(url: string): boolean {
  const given = URL.parse(url);
  const ours = URL.parse(pageUrl());
  return given !== null && given.protocol === ours?.protocol && given.host === ours.host;
}

/** Has to run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** The picture of that hash; null while there is no library, or where it has none. */
export type FindImage = (id: string) => Promise<ServedImage | null>;

async function answerImage(id: string, findImage: FindImage): Promise<Response> {
  const image = await findImage(id);
  if (image === null || !isImageType(image.type)) return new Response(null, { status: 404, headers: pageHeaders });
  const caching = 'private, max-age=31536000, immutable';
  return new Response(image.bytes, {
    headers: { ...pageHeaders, 'Content-Type': image.type, 'Cache-Control': caching },
  });
}

/** Serves the built page from its folder, and the library's pictures beside it. Faults: it is not built. */
export async function servePage(root: string, findImage: FindImage): Promise<Result<null>> {
  if (developmentServer() !== undefined) return ok(null);
  const files = await listPageFiles(root);
  if (!files.ok) return files;
  protocol.handle(scheme, async (request) => {
    const url = URL.parse(request.url);
    const image = url?.host === pageHost && request.method === 'GET' ? imageIdOf(url.pathname) : null;
    if (image !== null) return answerImage(image, findImage);
    const name = url?.pathname === '/' ? 'index.html' : url?.pathname.slice(1);
    const file = url?.host === pageHost ? files.value.get(name ?? '') : undefined;
    const bytes = file === undefined || request.method !== 'GET' ? null : await readPageFile(file);
    if (file === undefined || bytes === null) return new Response(null, { status: 404, headers: pageHeaders });
    return new Response(bytes, { headers: { ...pageHeaders, 'Content-Type': file.type } });
  });
  return ok(null);
}
