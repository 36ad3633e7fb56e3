import { extname, isAbsolute, relative, resolve } from 'node:path';

/** The one origin of the window. */
export const ORIGIN = 'app://bundle';

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export type BundleFile = { readonly path: string; readonly mime: string };

/**
 * The file an address of our origin means, or null when it means none: another origin, a path out of the folder
 * (checked after decoding, since %2f outlives the parsing of the address), or a kind of file the window has no use for.
 *
 * @param folder absolute path of the built page
 * @param address as the window asks for it, e.g. `app://bundle/assets/index.js`
 */
export function bundleFile(folder: string, address: string): BundleFile | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== ORIGIN) return null;
  const pathname = decoded(url.pathname);
  if (pathname === null || /[\0\\:]/.test(pathname)) return null;
  const path = resolve(folder, `.${pathname === '/' ? '/index.html' : pathname}`);
  const inside = relative(folder, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null;
  const mime = MIME[extname(path)];
  return mime === undefined ? null : { path, mime };
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/**
 * The content security policy of one HTML response. Mantine writes style elements at run time; they carry the nonce.
 *
 * @param nonce base64, fresh for every response
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'none'",
    // The preview of a report; reportPolicy below says what it may.
    "frame-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Of a report that is previewed: everything it needs lies in it, and it runs nothing. */
export const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'self'; sandbox";
