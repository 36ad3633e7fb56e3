import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** One accent and the system's font. Shade 8 is the lightest that keeps a contrast of 4.5:1 under white text. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  fontFamily: 'system-ui, sans-serif',
  defaultRadius: 'sm',
  cursorType: 'pointer',
});

/** Quiet text that can still be read: Mantine's own stays below 4.5:1 on both backgrounds. */
export const quietText: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: { '--mantine-color-dimmed': colors.gray[7] },
  dark: { '--mantine-color-dimmed': colors.dark[1] },
});
