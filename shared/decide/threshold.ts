import type { SettingsSet } from '../contract/commands.ts';
import type { StoredEvent } from '../event.ts';
import type { Settings } from '../settings.ts';
import { DAY_MS } from '../time.ts';
import type { Draft, Look } from './look.ts';

/** What is looked at to follow thresholds. */
export type ThresholdLook = Pick<Look, 'recordedAt' | 'operators' | 'settings' | 'completedBy' | 'thresholdReached'>;

type Period = Pick<Settings, 'threshold' | 'thresholdPeriodDays'>;

interface Mark {
  readonly completed: number;
  readonly threshold: number;
}

/** A completion that is about to be recorded for a recipient. */
export function crossingsByCompletion(look: ThresholdLook, recipientId: string): readonly Draft[] {
  const now = mark(look, recipientId);
  return crossings(look, recipientId, [now, { ...now, completed: now.completed + 1 }]);
}

/**
 * Completions that are about to be taken back together.
 *
 * @param completed  each with the recipient of its assignment
 */
export function crossingsByTakingBack(
  look: ThresholdLook,
  completed: readonly { readonly event: StoredEvent; readonly recipientId: string }[],
): readonly Draft[] {
  const since = beginningOf(look, look.settings());
  return [...new Set(completed.map(({ recipientId }) => recipientId))].flatMap((recipientId) => {
    const now = mark(look, recipientId);
    const lost = completed.filter((one) => one.recipientId === recipientId && one.event.recordedAt >= since).length;
    return crossings(look, recipientId, [now, { ...now, completed: now.completed - lost }]);
  });
}

/** Another threshold, or another period, moves people across it too. */
export function crossingsBySettings(look: ThresholdLook, set: SettingsSet): readonly Draft[] {
  if (set.threshold === undefined && set.thresholdPeriodDays === undefined) return [];
  const now = look.settings();
  const { threshold, thresholdPeriodDays } = now;
  const next: Period = {
    threshold: set.threshold ?? threshold,
    thresholdPeriodDays: set.thresholdPeriodDays === undefined ? thresholdPeriodDays : set.thresholdPeriodDays,
  };
  return look
    .operators()
    .flatMap(({ operatorId }) =>
      crossings(look, operatorId, [mark(look, operatorId, now), mark(look, operatorId, next)]),
    );
}

/** Whoever fell below the threshold because time passed: nothing else happened, so it is noticed when somebody comes. */
export function crossingsByTime(look: ThresholdLook): readonly Draft[] {
  const period = look.settings();
  if (period.thresholdPeriodDays === null) return [];
  return look.operators().flatMap(({ operatorId }) => crossings(look, operatorId, [mark(look, operatorId, period)]));
}

/** Crossing the threshold, in either direction, is an event of its own; what is recorded so far is where it begins. */
function crossings(look: ThresholdLook, recipientId: string, marks: readonly Mark[]): readonly Draft[] {
  const drafts: Draft[] = [];
  let reached = look.thresholdReached(recipientId);
  for (const { completed, threshold } of marks) {
    if (completed >= threshold === reached) continue;
    reached = !reached;
    drafts.push({
      streamType: 'operator',
      streamId: recipientId,
      type: reached ? 'THRESHOLD_REACHED' : 'THRESHOLD_LOST',
      data: { completed, threshold },
      changes: [{ field: 'thresholdReached', before: !reached, after: reached }],
      note: null,
      bySystem: true,
    });
  }
  return drafts;
}

function mark(look: ThresholdLook, recipientId: string, period: Period = look.settings()): Mark {
  return { completed: look.completedBy(recipientId, beginningOf(look, period)), threshold: period.threshold };
}

/** ms; completions recorded from then on count */
const beginningOf = ({ recordedAt }: ThresholdLook, { thresholdPeriodDays: days }: Period): number =>
  days === null ? Number.MIN_SAFE_INTEGER : recordedAt - days * DAY_MS;
