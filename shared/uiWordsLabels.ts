import { counted } from './uiWordsFrame.ts';

/** Words of labels: what gets one, on which sheet, and how to hit it. */
export const labelWords = {
  title: 'Labels',
  lead: 'To scan and to read. What is printed is saved as a PDF at exactly its size.',
  button: 'Labels …',
  one: 'Label …',
  ofCase: 'Labels of the case …',

  what: 'Labels for',
  subjects: {
    assets: 'Assets',
    contents: 'What is in a case, or belongs there',
    slots: 'The slots of a case',
    cases: 'Cases',
    receipts: 'Receipts',
    test: 'Nothing: a test page of the sheet',
  },
  test: (length: number) =>
    `Each mark is 1 mm, each long one 10 mm. The ruler across is ${length} mm long, or this was not printed at 100 %.`,
  tags: 'Tags',
  tagsHint: 'Type or scan; Enter after each',
  case: 'Case',
  cases: 'Cases',
  receipts: 'Receipts',

  symbol: 'Code',
  symbols: { code128: 'Code 128', qr: 'QR', both: 'Both' },
  symbolHint: 'Code 128 is read by every scanner; QR needs less room.',

  sheet: 'Sheet',
  sheets: {
    L7160: 'Avery L7160 · 21 on A4',
    '5160': 'Avery 5160 · 30 on Letter',
    printer: 'Label printer · one a page',
    free: 'A sheet of your own',
  },
  width: 'Width (mm)',
  height: 'Height (mm)',
  free: {
    pageWidth: 'Page width (mm)',
    pageHeight: 'Page height (mm)',
    columns: 'Columns',
    rows: 'Rows',
    left: 'First label from the left (mm)',
    top: 'First label from the top (mm)',
    stepX: 'Edge to edge, across (mm)',
    stepY: 'Edge to edge, down (mm)',
  },
  first: 'First free label',
  firstHint: 'Counted row by row: a started sheet is used up.',
  shift: 'Calibration',
  shiftX: 'Right (mm)',
  shiftY: 'Down (mm)',
  shiftHint:
    'Print the test page on plain paper, hold it against the sheet, and say how far the print has to move; left and up are below nought. Print at 100 %, never “fit to page”.',
  shiftTest: 'Test page',

  preview: 'Preview',
  previewing: 'Drawing the labels',
  count: (labels: number, pages: number) => `${counted(labels, 'label')} on ${counted(pages, 'page')}`,
  choose: 'Nothing to print yet',
  chooseHint: 'Say what gets a label.',
  save: 'Save as PDF …',
  saved: (path: string) => `Saved as ${path}`,
} as const;
