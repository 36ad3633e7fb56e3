import type { Custody } from '../../electron/custody.ts';
import type { Session } from '../../shared/session.ts';
import { STAGE_ASSETS } from './stage.ts';

/** A command that can be given again: it has an id. */
export interface Wish {
  readonly command: string;
  readonly commandId: string;
}

/** What the app said of one wish: kept as these events, or refused. */
export type Said =
  | { readonly kept: true; readonly commandId: string; readonly events: readonly SaidEvent[] }
  | { readonly kept: false; readonly commandId: string; readonly code: string };

export interface SaidEvent {
  readonly seq: number;
  readonly eventId: string;
  readonly hash: string;
}

/**
 * The i-th wish, i from 0: new things, issues and returns in pairs, inspections. A return depends on the issue before
 * it, nothing else on anything, so that all can be given again in the same order after some were refused.
 */
export function wishAt(i: number): Wish & Readonly<Record<string, unknown>> {
  const commandId = `wish-${i}`;
  const tag = `DDC4CY-${String((Math.floor(i / 5) % STAGE_ASSETS) + 1).padStart(6, '0')}`;
  switch (i % 5) {
    case 0:
      return { command: 'asset.issue', tag, holder: 'Bob', purpose: `Purpose ${i}`, commandId };
    case 1:
      return { command: 'asset.return', tag, commandId };
    case 2:
      return { command: 'asset.add', tag: `NEW-${i}`, model: 'Radio', commandId };
    case 3:
      return { command: 'asset.inspect', tag, condition: 'good', note: `Look ${i}`, commandId };
    default:
      return { command: 'holder.add', name: `Holder ${i}`, commandId };
  }
}

export const wishes = (count: number, from = 0): readonly Wish[] =>
  Array.from({ length: count }, (_, i) => wishAt(from + i));

/** Gives one wish. @throws what the app throws: a bug, whatever the disk did */
export async function give(custody: Custody, session: Session, wish: Wish): Promise<Said> {
  const { commandId } = wish;
  const result = await custody.execute(wish, session);
  if (!result.ok) return { kept: false, commandId, code: result.error.code };
  return { kept: true, commandId, events: result.events.map(saidEvent) };
}

/** Of an event as the app answers it. */
export const saidEvent = ({ seq, eventId, hash }: SaidEvent): SaidEvent => ({ seq, eventId, hash });
