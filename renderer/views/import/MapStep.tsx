import { Button, MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { importKinds } from '../../../shared/import/importForm.ts';
import type { ListLook } from '../../../shared/import/importTask.ts';
import { type ColumnMap, fieldsOf, isEnough, suggestMap } from '../../../shared/import/suggestMap.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Import.module.css';
import { checkRows, choose, useImport } from './importStore.ts';
import { knownList } from './lists.ts';

type Preset = 'remembered' | 'guessed' | 'empty';

/** From which column each detail is read. */
export function MapStep() {
  const { look, kind, map, job } = useImport();
  const { map: say, kinds, back } = words.imports;
  if (!look) return null;
  const known = knownList(look.columns);
  const read = new Set(Object.values(map).flat());
  const rest = look.columns.filter((column) => !read.has(column));

  function start(from: Preset, wanted = kind): void {
    if (!look) return;
    const maps: Readonly<Record<Preset, ColumnMap>> = {
      remembered: known?.kind === wanted ? known.map : suggestMap(wanted, look.columns),
      guessed: suggestMap(wanted, look.columns),
      empty: {},
    };
    choose({ kind: wanted, map: maps[from] });
  }

  return (
    <section className={`panel ${css.stack}`} aria-label={words.imports.steps.map}>
      <p>{say.lead}</p>
      <div className={css.controls}>
        <div>
          <div className="field-name" id="import-kind">
            {say.kind}
          </div>
          <SegmentedControl
            aria-labelledby="import-kind"
            data={importKinds.map((value) => ({ value, label: kinds[value] }))}
            value={kind}
            onChange={(value) =>
              start(
                'guessed',
                importKinds.find((one) => one === value),
              )
            }
          />
        </div>
        <Select
          label={say.preset}
          data={[
            ...(known ? [{ value: 'remembered', label: say.remembered }] : []),
            { value: 'guessed', label: say.guessed },
            { value: 'empty', label: say.empty },
          ]}
          value={presetOf(look, kind, map)}
          placeholder="–"
          onChange={(value) => value && start(value === 'remembered' || value === 'empty' ? value : 'guessed')}
        />
      </div>
      <div className={css.fields}>
        {fieldsOf(kind).map((field) => {
          const columns = map[field] ?? [];
          return (
            <div key={field} className={css.field}>
              <MultiSelect
                label={words.imports.fields[field]}
                description={field === 'tag' ? say.required : field === 'name' ? say.requiredName : undefined}
                data={[...look.columns]}
                value={[...columns]}
                placeholder={columns.length === 0 ? say.none : ''}
                classNames={{ inputField: css.pillField }}
                searchable
                clearable
                hidePickedOptions
                onChange={(chosen) => {
                  const { [field]: _, ...others } = map;
                  choose({ map: chosen.length > 0 ? { ...others, [field]: chosen } : others });
                }}
              />
              <p className={`quiet small ${css.example}`}>{examples(look, columns)}</p>
            </div>
          );
        })}
      </div>
      {rest.length > 0 && <p className="quiet">{kind === 'assets' ? say.rest(rest) : say.restHolders(rest)}</p>}
      <div className={`${css.row} ${css.foot}`}>
        <Button onClick={() => choose({ step: 'file' })}>{back}</Button>
        <Button
          className={css.right}
          variant="filled"
          disabled={!isEnough(kind, map) || job !== null}
          onClick={() => void checkRows()}
        >
          {say.check}
        </Button>
      </div>
    </section>
  );
}

function presetOf(look: ListLook, kind: 'assets' | 'holders', map: ColumnMap): Preset | null {
  const same = (other: ColumnMap) =>
    fieldsOf(kind).every((field) => String(other[field] ?? '') === String(map[field] ?? ''));
  const known = knownList(look.columns);
  if (known?.kind === kind && same(known.map)) return 'remembered';
  if (same(suggestMap(kind, look.columns))) return 'guessed';
  return same({}) ? 'empty' : null;
}

function examples({ columns, sample }: ListLook, from: readonly string[]): string {
  const at = from.map((column) => columns.indexOf(column));
  const values = sample.flatMap(({ cells }) => at.map((one) => cells[one]).find(Boolean) ?? []);
  return [...new Set(values)].slice(0, 3).join(' · ');
}
