import { useMediaQuery } from '@mantine/hooks';
import { useLayoutEffect } from 'react';
import { useApp } from '../state/useApp.ts';

export type ShownTheme = 'light' | 'dark' | 'sunlight';

/** The colours that are shown: those chosen, or what the system asks for. Puts them on the page for tokens.css. */
export function useTheme(): ShownTheme {
  const choice = useApp((state) => state.theme);
  const now = { getInitialValueInEffect: false };
  const dark = useMediaQuery('(prefers-color-scheme: dark)', false, now);
  const contrast = useMediaQuery('(prefers-contrast: more)', false, now);
  const system: ShownTheme = dark ? 'dark' : contrast ? 'sunlight' : 'light';
  const shown = choice === 'system' ? system : choice;
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = shown;
  }, [shown]);
  return shown;
}
