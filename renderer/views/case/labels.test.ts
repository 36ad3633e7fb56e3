import { expect, test } from 'vitest';
import { labelsText, readLabels } from './labels.ts';

test('labels are read as they are written, one a line', () => {
  const rows = [
    { slot: 1, label: 'front left' },
    { slot: 2, label: null },
    { slot: 12, label: 'spare: charger' },
  ];
  expect(readLabels(labelsText(rows))).toEqual({ ok: true, labels: { '1': 'front left', '12': 'spare: charger' } });
  expect(readLabels('\n 007 :  bond \r\n')).toEqual({ ok: true, labels: { '7': 'bond' } });
  expect(readLabels('')).toEqual({ ok: true, labels: {} });
});

test('a line that names no slot is said, not guessed', () => {
  expect(readLabels('1: lid\nfront left')).toEqual({ ok: false, line: 'front left', twice: false });
  expect(readLabels('0: lid')).toEqual({ ok: false, line: '0: lid', twice: false });
  expect(readLabels('3:')).toEqual({ ok: false, line: '3:', twice: false });
  expect(readLabels('3: lid\n03: door')).toEqual({ ok: false, line: '03: door', twice: true });
});
