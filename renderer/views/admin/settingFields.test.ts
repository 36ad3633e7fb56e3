import { expect, test } from 'vitest';
import { commandForms } from '../../../shared/contract/commands.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { changedSettings, settingGroups } from './settingFields.ts';

const fields = settingGroups.flatMap((group) => group.fields);
const isAccepted = (set: object): boolean =>
  commandForms['settings.change'].safeParse({ command: 'settings.change', set }).success;

test('every setting has its field; the terms are written elsewhere', () => {
  const names = Object.keys(defaultSettings).filter((name) => !name.startsWith('terms'));
  expect(fields.map(({ name }) => name).sort()).toEqual(names.sort());
});

test('the bounds of the fields are those that main holds to', () => {
  for (const field of fields) {
    if (field.kind !== 'number') continue;
    const { name, min, max } = field;
    const tried = [min - 1, min, max, max + 1].map((value) => isAccepted({ [name]: value }));
    expect(tried, name).toEqual([false, true, true, false]);
    expect(isAccepted({ [name]: null }), name).toBe(field.optional === true);
  }
});

test('only what differs is sent', () => {
  expect(changedSettings(defaultSettings, { threshold: 10, dueSoonHours: 12, thresholdPeriodDays: null })).toEqual({
    dueSoonHours: 12,
  });
});
