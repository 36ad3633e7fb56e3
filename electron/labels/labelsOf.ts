import { z } from 'zod';
import type { LabelSubject } from '../../shared/labels/labelWish.ts';
import { slotCode } from '../../shared/labels/slotCode.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import type { Label } from './labelPages.ts';

const slot = z.object({ case: z.string(), slot: z.int() });
const asset = z.object({
  tag: z.string(),
  model: z.string().nullish(),
  serial: z.string().nullish(),
  home: slot.nullish(),
});
const box = z.object({
  code: z.string(),
  name: z.string().nullish(),
  place: z.string().nullish(),
  rows: z.array(
    z.object({
      slot: z.int(),
      label: z.string().nullish(),
      occupant: z.object({ tag: z.string() }).nullish(),
      homeAsset: z.object({ tag: z.string() }).nullish(),
    }),
  ),
});
const settings = z.object({ organisation: z.string() });

/**
 * What stands on the labels of some things, as they are now; in the order in which they are named, or of the slots.
 *
 * @returns NOT_FOUND for the first thing that is not there
 */
export function labelsOf(custody: Custody, session: Session, subject: LabelSubject): Result<readonly Label[]> {
  const ask = <T>(form: z.ZodType<T>, name: string, args: object): Result<T> => {
    const answer = custody.query(name, args, session);
    return answer.ok ? accept(form.parse(answer.value)) : answer;
  };
  const told = ask(settings, 'settings.get', {});
  const organisation = told.ok ? told.value.organisation : '';

  function ofAssets(tags: readonly string[]): Result<readonly Label[]> {
    const labels: Label[] = [];
    for (const tag of tags) {
      const found = ask(asset, 'asset.get', { tag });
      if (!found.ok) return found;
      const { model, serial, home } = found.value;
      const belongs = home ? [slotCode(home.case, home.slot).replace('/', ' / ')] : [];
      const details = [model, serial && `S/N ${serial}`].filter(Boolean).join(' · ');
      labels.push({
        code: found.value.tag,
        title: found.value.tag,
        lines: [details, [...belongs, organisation].join(' · ')].filter((line) => line !== ''),
      });
    }
    return accept(labels);
  }

  switch (subject.of) {
    case 'test':
      return accept([]);
    case 'assets':
      return ofAssets(subject.tags);
    case 'contents': {
      const found = ask(box, 'case.get', { code: subject.case });
      if (!found.ok) return found;
      const tags = found.value.rows.flatMap(({ occupant, homeAsset }) => [
        ...(occupant ? [occupant.tag] : []),
        ...(homeAsset ? [homeAsset.tag] : []),
      ]);
      const distinct = [...new Set(tags)];
      if (distinct.length === 0) return refuse('NOT_FOUND', { entity: 'asset', field: 'subject', case: subject.case });
      return ofAssets(distinct);
    }
    case 'cases': {
      const labels: Label[] = [];
      for (const code of subject.cases) {
        const found = ask(box, 'case.get', { code });
        if (!found.ok) return found;
        const { name, place, rows } = found.value;
        labels.push({
          code: found.value.code,
          title: found.value.code,
          lines: [name, place, `${rows.length} slots`, organisation].filter((line) => typeof line === 'string'),
        });
      }
      return accept(labels);
    }
    case 'slots': {
      const found = ask(box, 'case.get', { code: subject.case });
      if (!found.ok) return found;
      const { code, name, rows } = found.value;
      return accept(
        rows.map(({ slot, label }) => ({
          code: slotCode(code, slot),
          title: `${code} / ${slot}`,
          lines: [label, name, organisation].filter((line) => typeof line === 'string' && line !== '') as string[], // as filtered
        })),
      );
    }
    case 'receipts': {
      const labels: Label[] = [];
      for (const receipt of subject.receipts) {
        const found = ask(z.looseObject({ receipt: z.string() }), 'handover.get', { receipt });
        if (!found.ok) return found;
        labels.push({ code: found.value.receipt, title: found.value.receipt, lines: [organisation] });
      }
      return accept(labels);
    }
  }
}
