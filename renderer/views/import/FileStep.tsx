import { Button, FileButton, Menu, Select } from '@mantine/core';
import { encodings, importKinds, type ReadingWish, separators } from '../../../shared/import/importForm.ts';
import type { ListLook } from '../../../shared/import/importTask.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { downloadTemplate } from './download.ts';
import css from './Import.module.css';
import { choose, readAgain, startOver, takeFile, useImport } from './importStore.ts';
import { Sample } from './Sample.tsx';

const FORMATS = ['csv', 'xlsx'] as const;

/** Which file, and how it reads. */
export function FileStep() {
  const { look, job, list, kept } = useImport();
  const { file } = words.imports;
  return (
    <>
      <section className={`panel ${css.choose}`}>
        <p>{file.lead}</p>
        {kept && !look && (
          <div className={css.row} role="status">
            <p>{file.kept(kept.fileName, moment(kept.savedAt))}</p>
            <Button className={css.right} onClick={startOver}>
              {file.discardKept}
            </Button>
          </div>
        )}
        <div className={css.row}>
          <FileButton accept=".csv,.tsv,.txt,.xlsx" onChange={(chosen) => chosen && void takeFile(chosen)}>
            {(props) => (
              <Button {...props} variant={look ? 'default' : 'filled'} disabled={job !== null}>
                {list === null ? file.choose : file.another}
              </Button>
            )}
          </FileButton>
          <span className="quiet">{file.drop}</span>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button className={css.right}>{file.template}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {importKinds.map((kind) =>
                FORMATS.map((format) => (
                  <Menu.Item key={`${kind} ${format}`} onClick={() => void downloadTemplate(kind, format)}>
                    {file.templateOf(kind, format === 'csv' ? 'CSV' : 'Excel')}
                  </Menu.Item>
                )),
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </section>
      {look && <Reading look={look} busy={job !== null} />}
    </>
  );
}

function Reading({ look, busy }: { readonly look: ListLook; readonly busy: boolean }) {
  const { reading } = useImport();
  const { file, on } = words.imports;
  const change = (some: ReadingWish) => void readAgain({ ...reading, ...some });
  const [before] = look.before;
  return (
    <section className={`panel ${css.stack}`} aria-label={file.reads}>
      {before && (
        <p className="chip" data-tone="warn">
          {file.before(moment(before.at), before.actor ?? '')}
        </p>
      )}
      <div className={css.controls}>
        {look.encoding && (
          <Select
            label={file.encoding}
            data={encodings.map((value) => ({ value, label: file.encodings[value] }))}
            value={look.encoding}
            allowDeselect={false}
            disabled={busy}
            onChange={(value) => change({ encoding: encodings.find((one) => one === value) })}
          />
        )}
        {look.separator && (
          <Select
            label={file.separator}
            data={separators.map((value) => ({ value, label: file.separators[value] }))}
            value={look.separator}
            allowDeselect={false}
            disabled={busy}
            onChange={(value) => change({ separator: separators.find((one) => one === value), headLine: undefined })}
          />
        )}
        {look.sheet !== null && (
          <Select
            label={file.sheet}
            data={[...look.sheets]}
            value={look.sheet}
            allowDeselect={false}
            disabled={busy}
            onChange={(sheet) => change({ sheet: sheet ?? undefined, headLine: undefined })}
          />
        )}
        <Select
          label={file.head}
          data={[
            ...look.top.map(({ line, cells }) => ({
              value: String(line),
              label: file.headLine(line, cells.filter(Boolean).slice(0, 4).join(' · ').slice(0, 60)),
            })),
            { value: '0', label: file.noHead },
          ]}
          value={String(look.headLine)}
          allowDeselect={false}
          disabled={busy}
          onChange={(value) => change({ headLine: Number(value) })}
        />
      </div>
      <p className="quiet" role="status">
        {file.rows(look.rows, look.columns.length)}
      </p>
      <Sample look={look} />
      <div className={`${css.row} ${css.foot}`}>
        <Button
          className={css.right}
          variant="filled"
          disabled={busy || look.rows === 0}
          onClick={() => choose({ step: 'map' })}
        >
          {on}
        </Button>
      </div>
    </section>
  );
}
