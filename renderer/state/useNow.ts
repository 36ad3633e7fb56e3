import { useApp } from './useApp.ts';

/** The time that what is shown is measured against, ms since 1970 UTC: the moment looked at, or the clock. */
export function useNow(): number {
  const moment = useApp(({ asOf }) => asOf.at ?? asOf.knownAt);
  return moment ?? Date.now();
}
