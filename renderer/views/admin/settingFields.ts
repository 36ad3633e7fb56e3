import type { Settings } from '../../../shared/settings.ts';

/** A setting that is one number, with the bounds that main holds it to (`shared/contract/commands.ts`). */
export interface NumberSetting {
  readonly kind: 'number';
  readonly name: NumberName;
  readonly min: number;
  readonly max: number;
  /** left empty it is null */
  readonly optional?: true;
}
export type SettingField =
  | NumberSetting
  | { readonly kind: 'text'; readonly name: 'organisation'; readonly max: number }
  | { readonly kind: 'yes-no'; readonly name: 'sealRequired' | 'bindPins' }
  | { readonly kind: 'suffix'; readonly name: 'scannerSuffix' };

export type NumberName =
  | 'threshold'
  | 'thresholdPeriodDays'
  | 'lockAfterMinutes'
  | 'dueSoonHours'
  | 'scannerKeyGapMs'
  | 'scannerBlankingMs';

/** Every setting but the terms, which have a section of their own. */
export type SettingName = Exclude<keyof Settings, 'termsText' | 'termsVersion'>;
export type SettingGroup = 'organisation' | 'custody' | 'assignments' | 'window' | 'scanner';

export const settingGroups: readonly { readonly group: SettingGroup; readonly fields: readonly SettingField[] }[] = [
  { group: 'organisation', fields: [{ kind: 'text', name: 'organisation', max: 200 }] },
  {
    group: 'custody',
    fields: [
      { kind: 'number', name: 'dueSoonHours', min: 1, max: 24 * 60 },
      { kind: 'yes-no', name: 'sealRequired' },
    ],
  },
  {
    group: 'assignments',
    fields: [
      { kind: 'number', name: 'threshold', min: 1, max: 100_000 },
      { kind: 'number', name: 'thresholdPeriodDays', min: 1, max: 3660, optional: true },
    ],
  },
  {
    group: 'window',
    fields: [
      { kind: 'number', name: 'lockAfterMinutes', min: 1, max: 240 },
      { kind: 'yes-no', name: 'bindPins' },
    ],
  },
  {
    group: 'scanner',
    fields: [
      { kind: 'suffix', name: 'scannerSuffix' },
      { kind: 'number', name: 'scannerKeyGapMs', min: 5, max: 500 },
      { kind: 'number', name: 'scannerBlankingMs', min: 0, max: 60_000 },
    ],
  },
];

/** What the form says; a number that is being typed may be no number yet. */
export type SettingValues = { readonly [N in SettingName]: Settings[N] | '' };

/** Only what differs from what is set; main refuses a change that changes nothing. */
export function changedSettings(before: Settings, after: Partial<SettingValues>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => before[name as SettingName] !== value), // names of settings, by their type
  );
}
