import { createTheme } from '@mantine/core';

/** One accent, the system's font, digits that line up. Shade 8 is the lightest that keeps 4.5:1 under white text. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  fontFamily: 'system-ui, sans-serif',
  defaultRadius: 'sm',
  cursorType: 'pointer',
});
