import type { Command, CommandOf, HandoverKind } from '../../shared/contract/commands.ts';
import { assetAt } from '../../shared/decide/common.ts';
import type { DraftCommandName } from '../../shared/decide/decide.ts';
import type { Draft, OperatorSeen } from '../../shared/decide/look.ts';
import type { StoredEvent } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Clock, formatInstant } from '../../shared/time.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { EventLog } from '../store/eventLog.ts';
import type { History } from '../store/history.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours } from '../store/neighbours.ts';
import type { QueueItem, ScanQueue } from '../store/scanQueue.ts';
import { type CommandResult, refused } from './commandResult.ts';
import { tried } from './preview.ts';
import { byNamesOfNow } from './refusals.ts';
import { openScanned } from './scanned.ts';
import { openUnit } from './unit.ts';

type QueueCommand = CommandOf<DraftCommandName>;
type Transaction = <T>(work: () => { readonly keep: readonly StoredEvent[] | null; readonly value: T }) => T;

export interface QueueNeeds {
  readonly history: History;
  readonly lookups: Lookups;
  readonly neighbours: Neighbours;
  readonly queue: ScanQueue;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'lastRecordedAt'>;
  newId(at: number): string;
}

export function isQueueCommand(command: Command): command is QueueCommand {
  return command.command.startsWith('queue.');
}

/** Drafts of handovers: written at each scan, outside the log; they say nothing about custody yet. */
export function openQueueCommands({ history, lookups, neighbours, queue, clock, log, newId }: QueueNeeds) {
  const { lastRecordedAt } = log;

  const meaningOf = openScanned({ history, lookups, neighbours });

  function scan({ kind, code }: CommandOf<'queue.scan'>, actor: OperatorSeen): CommandResult {
    const at = Math.trunc(clock.now());
    const meant = meaningOf(code, kind, Math.max(at, lastRecordedAt() + 1));
    if (!meant.ok) return refused(meant.error);
    const items = meant.value.lines.map((line) =>
      queue.scan({ itemId: newId(at), operatorId: actor.operatorId, kind, ...line, scannedAt: at }),
    );
    const [item] = items;
    return {
      ok: true,
      events: [],
      item: item ? itemJson(item) : null,
      items: items.map(itemJson),
      slot: meant.value.slot,
      repeated: items.every(({ repeats }) => repeats > 0),
    };
  }

  function tagOf(assetId: string): string {
    const asset = assetAt(history.stream(assetId).entries, Number.MAX_SAFE_INTEGER);
    return asset.exists ? asset.details.tag : assetId;
  }

  const itemJson = ({ itemId, code, assetId, scannedAt, repeats }: QueueItem) => ({
    item: itemId,
    code,
    tag: assetId === null ? null : tagOf(assetId),
    scannedAt: formatInstant(scannedAt),
    repeats,
  });

  function written(command: QueueCommand, actor: OperatorSeen): CommandResult {
    switch (command.command) {
      case 'queue.scan':
        return scan(command, actor);
      case 'queue.remove':
        return queue.remove(actor.operatorId, command.item) ? { ok: true, events: [] } : refusedItem(command.item);
      case 'queue.discard':
        return { ok: true, events: [], discarded: queue.discard(actor.operatorId, command.kind) };
      default:
        return unreachable(command);
    }
  }

  return {
    carryOut(command: QueueCommand, actor: OperatorSeen, transaction: Transaction): CommandResult {
      return transaction<CommandResult>(() => {
        const value = written(command, actor);
        if (command.dryRun !== true) return { keep: value.ok ? [] : null, value };
        return { keep: null, value: { ...tried([], [], null), ...value, errors: value.ok ? [] : [value.error] } };
      });
    },

    /** A commit takes its lines off the operator's queue in the same transaction; what it left out stays there. */
    leave(kind: HandoverKind, actor: OperatorSeen, handedOver: ReadonlySet<string>): void {
      for (const { itemId, code, assetId } of queue.list(actor.operatorId, kind)) {
        const meant = assetId ?? lookups.asset(code);
        if (meant !== null && handedOver.has(meant)) queue.remove(actor.operatorId, itemId);
      }
    },

    /** Why this asset could not be handed over now, whoever the holder is; null: it could. */
    checkLine(kind: HandoverKind, assetId: string | null): Refusal | null {
      if (assetId === null) return { code: 'NOT_FOUND', details: { entity: 'asset' } };
      const type = { issue: 'ASSET_ISSUED', return: 'ASSET_RETURNED', transfer: 'ASSET_TRANSFERRED' }[kind];
      const data = kind === 'return' ? { slot: null } : { holder: '', holderId: '' };
      const draft: Draft = { streamType: 'asset', streamId: assetId, type, data };
      const violations = openUnit(history, lookups, neighbours).check(
        draft,
        Math.max(Math.trunc(clock.now()), lastRecordedAt() + 1),
      );
      // Nobody is named yet, so that nobody is known by that name says nothing.
      const refusal = violations.find(({ refusal }) => refusal.details.entity !== 'holder')?.refusal;
      return refusal ? { ...refusal, details: byNamesOfNow(history, refusal.details) } : null;
    },
  };
}

const refusedItem = (item: string): CommandResult => refused({ code: 'NOT_FOUND', details: { entity: 'item', item } });

export type QueueCommands = ReturnType<typeof openQueueCommands>;
