/**
 * The addresses of the window, after the `#`. A part that begins with a colon is a value of the view. To add a view:
 * a line here, and its component in `views/views.tsx`; the compiler asks for it.
 */
export const routes = {
  board: '/',
  case: '/cases/:code',
  assets: '/assets',
  asset: '/assets/:tag',
  holders: '/holders',
  holder: '/holders/:name',
  addCase: '/new/case',
  addAsset: '/new/asset',
  issue: '/issue',
  return: '/return',
  transfer: '/transfer',
  receipts: '/receipts',
  receipt: '/receipts/:receipt',
  assignments: '/assignments',
  assignment: '/assignments/:assignmentId',
  labels: '/labels',
  checkPack: '/check-pack',
  audit: '/audit',
  reports: '/reports',
  report: '/reports/:report',
  import: '/import',
  flags: '/flags',
  exceptions: '/exceptions',
  admin: '/admin',
  adminSection: '/admin/:section',
  compare: '/compare',
  scanner: '/scanner',
} as const;

export type ViewName = keyof typeof routes;

type Parts<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? Parts<Head> | Parts<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never;
export type Params<V extends ViewName> = { readonly [K in Parts<(typeof routes)[V]>]: string };

/** Where the window is: a view, its values, and what else the address says after a `?`. */
export type Address = {
  [V in ViewName]: { readonly view: V; readonly params: Params<V>; readonly query: Readonly<Record<string, string>> };
}[ViewName];

type NoParams<V extends ViewName> = keyof Params<V> extends never ? true : false;
type Rest<V extends ViewName> =
  NoParams<V> extends true
    ? [params?: Params<V>, query?: Readonly<Record<string, string>>]
    : [params: Params<V>, query?: Readonly<Record<string, string>>];

/**
 * The address of a view, for `href` and `go`: `to('case', { code: 'CASE-13' }, { slot: '6' })` is
 * `#/cases/CASE-13?slot=6`.
 */
export function to<V extends ViewName>(view: V, ...[params, query]: Rest<V>): string {
  const values: Readonly<Record<string, string>> = params ?? {};
  const path = routes[view]
    .split('/')
    .map((part) => (part.startsWith(':') ? encodeURIComponent(values[part.slice(1)] ?? '') : part))
    .join('/');
  const search = new URLSearchParams(query).toString();
  return `#${path}${search === '' ? '' : `?${search}`}`;
}

/** What an address means; null: nothing is there. @param hash  with or without its `#` */
export function readAddress(hash: string): Address | null {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = (path === '' ? '/' : path).split('/');
  for (const [view, pattern] of Object.entries(routes)) {
    const params = match(pattern.split('/'), parts);
    // The table of routes says that this view has these values.
    if (params) return { view, params, query: Object.fromEntries(new URLSearchParams(search)) } as Address;
  }
  return null;
}

function match(pattern: readonly string[], parts: readonly string[]): Readonly<Record<string, string>> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i] ?? '';
    if (!wanted.startsWith(':')) {
      if (wanted !== part) return null;
      continue;
    }
    const value = decoded(part);
    if (value === null || value === '') return null;
    params[wanted.slice(1)] = value;
  }
  return params;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Goes there, so that "back" comes back here. */
export function go(address: string): void {
  globalThis.location.hash = address.replace(/^#/, '');
}
