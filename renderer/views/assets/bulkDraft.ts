import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { FormDraft } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { type BulkAct, bulkActs } from './bulkCommands.ts';

/** Which act on which assets: what was typed for some is never brought back for others. */
export interface BulkSubject {
  readonly act: BulkAct;
  readonly tags: readonly string[];
}

/** The field of a draft that says so. */
const SUBJECT = 'choice: act and assets';
const subject = z.object({ act: z.enum(bulkActs), tags: z.array(z.string()).min(1) });
/** Characters of tags that stand in the name of a form. */
const LONGEST = 120;

/** The same for the same assets, in whatever order they were ticked. */
const inOrder = ({ act, tags }: BulkSubject): BulkSubject => ({ act, tags: tags.toSorted() });

/**
 * What the form is called where drafts are listed, at most 200 characters: the act and its assets. Where they are too
 * many to be named, the first and the last, and a mark of all of them, so that the drafts of two lists are two.
 */
export function bulkFormName(given: BulkSubject): string {
  const { act, tags } = inOrder(given);
  const all = tags.join(', ');
  const [first = '', last = ''] = [tags.at(0), tags.at(-1)];
  const named =
    all.length <= LONGEST ? all : words.assets.bulk.fromTo(first.slice(0, 40), last.slice(0, 40), mark(all));
  return `${words.assets.bulk.titles[act](tags.length)}: ${named}`;
}

/** Six digits that differ where the text does; the whole text is compared besides. */
const mark = (text: string): string => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 6);

/** What the draft holds besides what was typed, so that its assets can be ticked again after a restart. */
export const bulkAlong = (given: BulkSubject): FormDraft['fields'] => ({ [SUBJECT]: JSON.stringify(inOrder(given)) });

/** Where the draft is found again: the table, told which form to open. */
export const bulkAddress = (given: BulkSubject): string => to('assets', undefined, { unsent: bulkFormName(given) });

/** What a draft was typed for; null: it is none of a bulk act. */
export function subjectOf({ fields }: Pick<FormDraft, 'fields'>): BulkSubject | null {
  try {
    return subject.safeParse(JSON.parse(fields[SUBJECT] ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
