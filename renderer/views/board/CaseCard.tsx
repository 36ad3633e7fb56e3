import type { CaseRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './CaseCard.module.css';
import { caseLight } from './caseLight.ts';
import { SlotTiles, tileColumns } from './SlotTiles.tsx';

/** One case on the board: what it is, whether it can leave, and its slots. The whole card opens it. */
export function CaseCard({ row }: { readonly row: CaseRow }) {
  const { code, name, slots, place, seal, inPlace, out } = row;
  const { value } = useAnswer('case.get', { code });
  const light = caseLight(row);
  const columns = tileColumns(slots);
  const about = words.board.about(name, slots, place);
  return (
    <a className={css.card} href={to('case', { code })}>
      <div className={css.head}>
        <b className={css.code}>{code}</b>
        <span className="chip" data-tone={light.tone}>
          {light.text}
        </span>
      </div>
      <div className={css.head}>
        <span className={css.about} title={about}>
          {about}
        </span>
        {seal !== null && (
          <span className="chip" data-tone="accent">
            {words.board.lights.sealed(seal)}
          </span>
        )}
      </div>
      {value ? (
        <SlotTiles rows={value.rows} label={words.board.mapInWords(slots, inPlace, out)} />
      ) : (
        // As high as the tiles that are on their way: square ones.
        <div style={{ aspectRatio: `${columns} / ${Math.ceil(slots / columns)}` }} />
      )}
    </a>
  );
}
