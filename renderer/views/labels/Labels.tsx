import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { notify } from '../../parts/notify.ts';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useScans } from '../../scan/useScans.ts';
import { main } from '../../state/useApp.ts';
import type { ViewProps } from '../viewProps.ts';
import { LabelFields } from './LabelFields.tsx';
import css from './Labels.module.css';
import { type LabelForm, namesOne, usualForm, wishOf } from './labelForm.ts';
import { keepPaper, keptPaper } from './paper.ts';
import { useLabelPreview } from './useLabelPreview.ts';

const say = words.labels;

/** What gets labels, on which sheet; the pages as they will be, and the way to the printer. */
export function Labels({ address: { query } }: ViewProps<'labels'>) {
  const [form, setForm] = useState<LabelForm>(() => ({ ...usualForm, ...keptPaper(), ...asked(query) }));
  const [busy, setBusy] = useState(false);
  const wanted = wishOf(form);
  const wish = wanted && 'wish' in wanted ? wanted.wish : null;
  const { source, count, refused, drawing, refuse } = useLabelPreview(wish);

  function change(part: Partial<LabelForm>): void {
    const next = { ...form, ...part };
    setForm(next);
    keepPaper(next);
  }
  useScans((code) => {
    if (form.of === 'test') return 'blocked';
    if (form.names.includes(code)) return 'repeated';
    change({ names: namesOne(form.of) ? [code] : [...form.names, code] });
    return 'taken';
  });

  async function save(): Promise<void> {
    if (!wish) return;
    setBusy(true);
    try {
      const answer = await main.ask('labels.save', wish);
      if (!answer.ok) refuse(answer.error);
      else if (answer.value.path !== null) notify(say.saved(answer.value.path));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page title={say.title} aside={say.lead}>
      <div className={css.room}>
        <div className={css.desk}>
          <LabelFields form={form} onChange={change} />
          <section className={css.preview} aria-label={say.preview} aria-busy={drawing}>
            <div className={css.head}>
              <span className="quiet" role="status">
                {count && form.of !== 'test' && say.count(count.labels, count.pages)}
              </span>
              <Button variant="filled" disabled={!wish || refused !== null} loading={busy} onClick={() => void save()}>
                {say.save}
              </Button>
            </div>
            <Refused refused={refused} />
            {wanted && 'wrong' in wanted && <p className={css.wrong}>{wanted.wrong}</p>}
            {wanted === null && <Empty title={say.choose} hint={say.chooseHint} />}
            {drawing && source === null && <Busy label={say.previewing} />}
            {source !== null && wish && (
              <iframe className={css.page} src={source} sandbox="" title={say.preview} data-stale={drawing} />
            )}
          </section>
        </div>
      </div>
    </Page>
  );
}

/** What the address names: `of`, and `names` with a line break between two. */
function asked({ of, names }: Readonly<Record<string, string>>): Partial<LabelForm> {
  const known = Object.keys(say.subjects).find((name) => name === of);
  return {
    // One of the words of the table.
    ...(known ? { of: known as LabelForm['of'] } : {}),
    ...(names ? { names: names.split('\n') } : {}),
  };
}
