import type { CommandOf } from '../contract/commands.ts';
import { accept, type Result, refuse } from '../result.ts';
import { tagKey } from '../text.ts';
import { tagOf } from './asset.ts';
import { findCase, needReason, present } from './common.ts';
import type { Draft, Look } from './look.ts';

type Decided = Result<readonly Draft[]>;

const case_ = (streamId: string, type: string, data: Draft['data']): Draft => ({
  streamType: 'case',
  streamId,
  type,
  data,
});

export function addCase(look: Look, command: CommandOf<'case.add'>): Decided {
  const { code, name, slots, labels, place } = command;
  if (look.caseByCode(code) !== null) return refuse('DUPLICATE', { field: 'code', value: code, entity: 'case' });
  const wrong = labelBeyond(labels, slots, 'labels');
  if (wrong) return wrong;
  return accept([
    case_(look.newId(), 'CASE_ADDED', { code, ...present({ name }), slots, ...present({ labels, place }) }),
  ]);
}

export function changeCase(look: Look, { code, set }: CommandOf<'case.change'>): Decided {
  const found = findCase(look, code);
  if (!found.ok) return found;
  let slots = 0;
  for (const { data } of look.caseEntries(found.value)) if (typeof data.slots === 'number') slots = data.slots;
  const wrong = labelBeyond(set.labels ?? undefined, set.slots ?? slots, 'set.labels');
  return wrong ?? accept([case_(found.value, 'CASE_CHANGED', set)]);
}

function labelBeyond(labels: Readonly<Record<string, string>> | undefined, slots: number, field: string) {
  const beyond = Object.keys(labels ?? {}).find((number) => Number(number) > slots);
  return beyond === undefined
    ? null
    : refuse('INVALID', { field: `${field}.${beyond}`, why: 'is beyond the last slot', slots });
}

export function sealCase(look: Look, command: CommandOf<'case.seal'> | CommandOf<'case.unseal'>): Decided {
  const found = findCase(look, command.code);
  if (!found.ok) return found;
  const type = command.command === 'case.seal' ? 'CASE_SEALED' : 'CASE_UNSEALED';
  return accept([
    case_(found.value, type, { seal: command.seal, ...present({ reason: command.reason?.trim() || undefined }) }),
  ]);
}

export function retireCase(look: Look, command: CommandOf<'case.retire'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = findCase(look, command.code);
  return found.ok ? accept([case_(found.value, 'CASE_RETIRED', { reason: reason.value })]) : found;
}

export function checkCase(look: Look, command: CommandOf<'case.check'>): Decided {
  const found = findCase(look, command.code);
  if (!found.ok) return found;
  return accept([case_(found.value, 'CASE_CHECKED', counted(look, found.value, command.seen, look.occurredAt))]);
}

/**
 * A contents check compares what was seen with the home slots of that moment.
 *
 * @returns `seen` and `extra` as tags where the code is known, as read where it is not; `missing` by tag
 */
export function counted(look: Look, caseId: string, codes: readonly string[], at: number) {
  const seen = new Map<string, string>();
  for (const code of codes) {
    const assetId = look.assetByCode(code);
    seen.set(assetId ?? tagKey(code), assetId === null ? code : tagOf(look, assetId));
  }
  const atHome = new Map<string, string>();
  for (const { assetId, tag, homeCaseId, isRetired } of look.assetsAround(caseId, at)) {
    if (homeCaseId === caseId && !isRetired) atHome.set(assetId, tag);
  }
  const without = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
    [...a]
      .filter(([id]) => !b.has(id))
      .map(([, tag]) => tag)
      .sort();
  return { seen: [...seen.values()], missing: without(atHome, seen), extra: without(seen, atHome) };
}
