/** Before this much time, and this share of the work, any estimate would be a guess. */
const LEARNING_MS = 1500;
const LEARNING_SHARE = 0.02;

/** How long a job will still take at the pace it has had, ms; null: too early to say. */
export function timeLeft(
  { done, total }: { readonly done: number; readonly total: number },
  tookMs: number,
): number | null {
  if (total <= 0 || done / total < LEARNING_SHARE || tookMs < LEARNING_MS) return null;
  return (tookMs * (total - done)) / done;
}
