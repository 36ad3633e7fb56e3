import { go } from '../routes.ts';
import { type AsOf, asOfQuery, looksBack, NOW, settledAddress, withMoment } from './asOfSlice.ts';
import { appStore, useApp } from './useApp.ts';

/** The moment that the window shows, in ms since 1970 UTC on each axis; null: now. */
export function useAsOf(): AsOf {
  return useApp(({ asOf }) => asOf);
}

/** Does the window look back? Then commands are off. */
export function useLooksBack(): boolean {
  return useApp(({ asOf }) => looksBack(asOf));
}

/** Shows the view that stands open as of this moment. It is a step: "back" comes back to the moment before. */
export function lookBack(asOf: AsOf): void {
  const [path = '', search = ''] = location.hash.split('?', 2);
  const rest = Object.fromEntries(new URLSearchParams(search));
  delete rest.at;
  delete rest.knownAt;
  go(`${path === '' ? '#/' : path}?${new URLSearchParams({ ...rest, ...asOfQuery(asOf, true) }).toString()}`);
}

/** Back to now, in the view that stands open. */
export function backToNow(): void {
  if (looksBack(appStore.getState().asOf)) lookBack(NOW);
}

/**
 * Takes the address at which the window has arrived, and completes it with the moment that is shown. A step back or
 * forward shows what was shown there: each address that was completed once is marked in the browser's history.
 *
 * @returns the address without its moment: where the window begins next time, at now
 */
export function arrive(): string {
  const { asOf, takeHash } = appStore.getState();
  const hash = history.state === null ? settledAddress(location.hash, asOf) : location.hash;
  if (history.state === null) history.replaceState({ settled: true }, '', hash);
  takeHash(hash);
  return withMoment(hash, NOW);
}

/** Says in the address, without a step of its own, what the view shows. @param address  as `to` makes it */
export function showAddress(address: string): void {
  history.replaceState({ settled: true }, '', withMoment(address, appStore.getState().asOf));
}
