import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { reportPage } from '../../shared/ipc/contract.ts';
import { bundleFile, contentSecurityPolicy, reportPolicy } from './bundle.ts';

/** Stands in renderer/index.html where each response gets its own nonce. */
const NONCE_PLACE = '__NONCE__';

/** Makes `app:` a scheme like https: with an origin of its own. Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built page, and nothing else, to the windows of a session.
 *
 * @param folder absolute path of the built page
 * @param reportOf the document that is previewed, by its id; null: there is none
 */
export function serveBundle(session: Session, folder: string, reportOf: (page: string) => string | null): void {
  session.protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(reportPage)) return reportResponse(reportOf(pathname.slice(reportPage.length)));
    const file = request.method === 'GET' ? bundleFile(folder, request.url) : null;
    const content = file && (await readFile(file.path).catch(() => null));
    if (!file || !content) return new Response('Not found', { status: 404, headers: headers('text/plain') });
    if (!file.mime.startsWith('text/html'))
      return new Response(new Uint8Array(content), { headers: headers(file.mime) });
    const nonce = randomBytes(16).toString('base64');
    return new Response(content.toString('utf8').replaceAll(NONCE_PLACE, nonce), {
      headers: { ...headers(file.mime), 'Content-Security-Policy': contentSecurityPolicy(nonce) },
    });
  });
}

/** A document of ours in a frame of the window: it loads nothing, runs nothing, and has no origin. */
function reportResponse(html: string | null): Response {
  if (html === null) return new Response('Not found', { status: 404, headers: headers('text/plain') });
  return new Response(html, {
    headers: { ...headers('text/html; charset=utf-8'), 'Content-Security-Policy': reportPolicy },
  });
}

function headers(mime: string): Record<string, string> {
  return { 'Content-Type': mime, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' };
}
