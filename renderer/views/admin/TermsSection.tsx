import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { defaultSettings, type Settings } from '../../../shared/settings.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { useAllRows } from '../../state/useAllRows.ts';
import { useAnswer, useCommand } from '../../state/useApp.ts';
import css from './Admin.module.css';

const LONGEST = 20_000;

/** The text that people accept, in all its versions. A change makes a new one; what was accepted stays. */
export function TermsSection() {
  const { value: settings, refused } = useAnswer('settings.get', {});
  const { rows } = useAllRows('audit.list', { entityType: 'setting', limit: 200, order: 'desc' });
  const [writing, setWriting] = useState(false);
  const { terms } = words.admin;
  return (
    <>
      <p className={css.lead}>{terms.lead}</p>
      <Refused refused={refused} />
      {(!settings || !rows) && !refused && <Busy />}
      {settings && writing && <Write settings={settings} onClose={() => setWriting(false)} />}
      {settings && !writing && (
        <div>
          <Button onClick={() => setWriting(true)}>{terms.edit}</Button>
        </div>
      )}
      {settings && rows && (
        <section className="panel" aria-label={terms.earlier}>
          <h2>{terms.earlier}</h2>
          <ol className={css.versions}>
            {versionsOf(rows).map(({ version, text, at, actor, eventId }) => (
              <li key={version}>
                <div className={css.row}>
                  <b>{terms.version(version)}</b>
                  {version === settings.termsVersion && (
                    <span className="chip" data-tone="ok">
                      {terms.now}
                    </span>
                  )}
                  <span className="quiet">
                    {at === null ? `${terms.first}, ${terms.usual}` : <When at={at} />} {actor && terms.by(actor)}
                  </span>
                  <Why fact={terms.version(version)} eventId={eventId} />
                </div>
                <div className={css.text}>{text === '' ? <i>{terms.empty}</i> : text}</div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

interface Version {
  readonly version: number;
  readonly text: string;
  /** null: the text that came with the app */
  readonly at: string | null;
  readonly actor: string | null;
  readonly eventId: string | null;
}

/** Every text there was, the newest first; the first of all was nobody's change. */
function versionsOf(rows: readonly AuditRow[]): readonly Version[] {
  const changed = rows.flatMap(({ at, actor, eventId, changes }): readonly Version[] => {
    const text = changes.find(({ field }) => field === 'termsText')?.after;
    const version = changes.find(({ field }) => field === 'termsVersion')?.after;
    return typeof text === 'string' && typeof version === 'number' ? [{ version, text, at, actor, eventId }] : [];
  });
  return [...changed, { version: 1, text: defaultSettings.termsText, at: null, actor: null, eventId: null }];
}

function Write({ settings, onClose }: { readonly settings: Settings; readonly onClose: () => void }) {
  const [text, setText] = useState(settings.termsText);
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const { run, busy, refused, clear } = useCommand();
  const kept = useKeptForm(words.admin.sections.terms);
  const { terms } = words.admin;
  const next = settings.termsVersion + 1;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const answer = await run({
      command: 'settings.change',
      set: { termsText: text },
      ...(occurredAt === null ? {} : { occurredAt }),
    });
    if (!answer.ok) return;
    notify(terms.saved(next));
    close();
  }
  function close(): void {
    kept.forget();
    onClose();
  }

  return (
    <form ref={kept.ref} className={`panel ${css.panel}`} onSubmit={(event) => void submit(event)} onChange={clear}>
      <KeptNote kept={kept} />
      <Textarea
        autoFocus
        label={terms.text}
        description={terms.length(text.length)}
        autosize
        minRows={6}
        maxRows={24}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <HappenedAt value={occurredAt} onChange={setOccurredAt} />
      <Refused refused={refused} />
      <div className={css.row}>
        <Button type="submit" variant="filled" loading={busy} disabled={text === settings.termsText}>
          {terms.save(next)}
        </Button>
        <Button onClick={close}>{words.cancel}</Button>
        {text === settings.termsText && <span className="quiet">{terms.same}</span>}
      </div>
    </form>
  );
}
