import { expect, test } from 'vitest';
import { changedDetails, detailsOf, isWhole, knownDetails, NO_DETAILS } from './details.ts';

const laptop = detailsOf({
  model: 'Precision 7680',
  serial: '19MH014',
  barcode: null,
  manufacturer: 'Dell',
  modelCode: null,
  category: 'Laptop',
  notes: null,
  attributes: { 'Bought in': '2025' },
});

test('a change sends what differs and nothing else; an emptied field is taken away', () => {
  const texts = { ...laptop.texts, serial: ' 19MH015 ', manufacturer: '', model: ' Precision 7680' };
  expect(changedDetails(laptop, { ...laptop, texts })).toEqual({ serial: '19MH015', manufacturer: null });
  expect(changedDetails(laptop, laptop)).toEqual({});
});

test('attributes go together: one that changed sends them all, a blank line is none', () => {
  const attributes = [...laptop.attributes, { name: 'Funded by', value: 'Survey' }, { name: ' ', value: '' }];
  expect(changedDetails(laptop, { ...laptop, attributes })).toEqual({
    attributes: { 'Bought in': '2025', 'Funded by': 'Survey' },
  });
  expect(changedDetails(laptop, { ...laptop, attributes: [] })).toEqual({ attributes: {} });
});

test('two attributes of one name are not whole: neither text is dropped in silence', () => {
  const attributes = [...laptop.attributes, { name: ' Bought in ', value: '2026' }];
  expect(isWhole(laptop)).toBe(true);
  expect(isWhole({ ...laptop, attributes })).toBe(false);
});

test('an adding says only what is known', () => {
  expect(knownDetails(NO_DETAILS)).toEqual({});
  expect(knownDetails({ ...NO_DETAILS, texts: { ...NO_DETAILS.texts, model: ' R7 ' } })).toEqual({ model: 'R7' });
});
