import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type VariantColorsResolver,
} from '@mantine/core';
import { words } from '../../shared/uiWords.ts';

/** Mantine's buttons in the colours of tokens.css. `color="red"` marks what cannot be taken back. */
const variantColors: VariantColorsResolver = ({ color, variant }) => {
  const tone = color === 'red' ? 'bad' : 'accent';
  const line = 'var(--line-width) solid';
  switch (variant) {
    case 'filled':
      return {
        background: `var(--${tone})`,
        hover: tone === 'bad' ? 'var(--bad)' : 'var(--accent-strong)',
        color: tone === 'bad' ? 'var(--panel)' : 'var(--on-accent)',
        border: `${line} transparent`,
      };
    case 'light':
      return {
        background: `var(--${tone}-soft)`,
        hover: `var(--${tone}-soft)`,
        color: `var(--${tone})`,
        border: `${line} transparent`,
      };
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: 'var(--sunken)',
        color: `var(--${tone})`,
        border: `${line} transparent`,
      };
    default:
      return {
        background: 'var(--panel)',
        hover: 'var(--sunken)',
        color: tone === 'bad' ? 'var(--bad)' : 'var(--ink)',
        border: `${line} var(--control-line)`,
      };
  }
};

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  fontFamily: 'system-ui, "Segoe UI", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'never',
  variantColorResolver: variantColors,
  components: {
    // Targets for fingers in gloves: buttons and fields are 44 px high, unless they stand inside a line of text.
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'sm' },
      vars: (_theme, { size }) => ({
        root: String(size).startsWith('compact') ? {} : { '--button-height': 'var(--target)' },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'default' },
      vars: () => ({ root: { '--ai-size': 'var(--target)' } }),
    }),
    Input: Input.extend({
      vars: (_theme, { multiline }) => ({ wrapper: multiline ? {} : { '--input-height': 'var(--target)' } }),
    }),
    // A hint stands below its field: side by side, fields are level whether they have one or not.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Modal: {
      // The page has one banner; the head of a dialog is none. It is there at once: who waits for a fade does nothing.
      defaultProps: {
        centered: true,
        transitionProps: { duration: 0 },
        closeButtonProps: { 'aria-label': words.close },
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: { header: { role: 'presentation' } },
      },
    },
    Tooltip: { defaultProps: { openDelay: 500, withArrow: true } },
    // The placeholder is a focusable child that a menu may not have; without it the first item has the focus.
    Menu: { defaultProps: { position: 'bottom-end', shadow: 'md', withInitialFocusPlaceholder: false } },
  },
});

const ours = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink2)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control-line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink3)',
  '--mantine-color-disabled-border': 'var(--line)',
};

/** Mantine's own variables, led back to the tokens; its schemes differ only where the tokens do. */
export const mantineTokens: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
