import type { SettingsSet } from './contract/commands.ts';

/** What an organisation sets for itself; recorded as events, so that a receipt can name the terms of its day. */
export interface Settings {
  readonly organisation: string;
  readonly threshold: number;
  readonly thresholdPeriodDays: number | null;
  readonly termsText: string;
  /** counts the changes of the text, from 1 */
  readonly termsVersion: number;
  readonly lockAfterMinutes: number;
  readonly dueSoonHours: number;
  readonly sealRequired: boolean;
  /** PINs are hashed with a key of the laptop, once there is a recovery code */
  readonly bindPins: boolean;
  readonly scannerSuffix: NonNullable<SettingsSet['scannerSuffix']>;
  readonly scannerBlankingMs: number;
  readonly scannerKeyGapMs: number;
}

export const defaultSettings: Settings = {
  organisation: '',
  threshold: 10,
  thresholdPeriodDays: null,
  termsText:
    'The equipment is handed over complete and in the condition stated. Whoever accepts it answers for it until it is returned or handed on with a receipt.',
  termsVersion: 1,
  lockAfterMinutes: 5,
  dueSoonHours: 24,
  sealRequired: false,
  bindPins: false,
  scannerSuffix: 'enter',
  scannerBlankingMs: 1000,
  scannerKeyGapMs: 40,
};
