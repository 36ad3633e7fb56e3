import { Radio, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { z } from 'zod';
import { words } from '../../../shared/uiWords.ts';
import { useKeptChoice } from '../../parts/useKeptChoice.tsx';
import { useScans } from '../../scan/useScans.ts';
import { askQuery, useAnswer } from '../../state/useApp.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import css from './PlaceDialog.module.css';

interface PlaceDialogProps {
  readonly code: string;
  readonly slot: number;
  readonly onClose: (done: boolean) => void;
}

/** As many as are looked through before somebody types. */
const SHOWN = 30;
const KEPT = z.string().nullable();

/** Puts something unplaced into this slot: chosen from a list, or scanned. */
export function PlaceDialog({ code, slot, onClose }: PlaceDialogProps) {
  const [text, setText] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const asked = useDeferredValue(text.trim());
  const { value } = useAnswer('asset.list', {
    status: 'unplaced',
    limit: SHOWN,
    ...(asked === '' ? {} : { text: asked }),
  });
  const { place } = words.case;
  // What was scanned is on no list: the chosen one is kept by itself.
  const kept = useKeptChoice(place.choose, tag, setTag, KEPT);
  useScans(async (read) => {
    // Whatever it is, it is tried: main says why it cannot be placed.
    const found = await askQuery('asset.get', { tag: read });
    setText('');
    setTag(found.ok ? found.value.tag : read);
    kept.chosen();
    return found.ok ? 'taken' : 'blocked';
  });
  const rows = value?.rows ?? [];
  const more = (value?.total ?? rows.length) - rows.length;
  const known = rows.some((row) => row.tag === tag);
  return (
    <ActDialog
      title={place.title(code, slot)}
      lead={place.lead}
      command={tag === null ? null : { command: 'asset.place', tag, slot: { case: code, slot } }}
      confirm={place.confirm}
      done={place.done(tag ?? '', words.custody.inSlot(code, slot))}
      previewed
      onClose={onClose}
    >
      {() => (
        <>
          {kept.field}
          <TextInput
            data-autofocus
            label={place.find}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Radio.Group label={place.choose} value={tag ?? ''} onChange={setTag}>
            <div className={css.list}>
              {tag !== null && !known && <Radio value={tag} label={<span className="tag">{tag}</span>} />}
              {rows.map((row) => (
                <Radio
                  key={row.tag}
                  value={row.tag}
                  label={<span className="tag">{row.tag}</span>}
                  description={[row.model, row.serial].filter(Boolean).join(' · ')}
                />
              ))}
              {value && rows.length === 0 && tag === null && (
                <p className="quiet">{asked === '' ? place.none : place.noMatch(asked)}</p>
              )}
              {more > 0 && <p className="quiet">{place.more(more)}</p>}
            </div>
          </Radio.Group>
        </>
      )}
    </ActDialog>
  );
}
