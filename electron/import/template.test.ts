import { expect, test } from 'vitest';
import { templateColumns } from '../../shared/import/suggestMap.ts';
import { readList } from './readList.ts';
import { template, templateFormats } from './template.ts';

test.each(templateFormats)('a template in %s reads back as the columns it is made of', async (format) => {
  for (const kind of ['assets', 'holders'] as const) {
    expect(await readList(template(kind, format))).toMatchObject({
      ok: true,
      value: { columns: templateColumns[kind].map(([column]) => column), rows: [], headRemarks: [] },
    });
  }
});
