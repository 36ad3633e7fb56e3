/** Words of long jobs: progress, how long still, cancelling. */
export const jobWords = {
  /** @param done of `total` */
  share: (percent: number) => `${percent} %`,
  begun: 'working …',
  left: (time: string) => `about ${time} left`,
  seconds: (n: number) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  cancel: 'Cancel',
  cancelled: 'Cancelled. Nothing was left behind.',
  bug: 'It stopped because of an error in AssetTrack. The error is in the log; the record itself is untouched.',
} as const;
