/** How far something long is, in things of its own kind. */
export type Watch = (done: number, total: number) => void;

/** The steps of a command with the share of its time that each takes, measured with the undo of 10,000 rows. */
const SHARES = { decide: 20, append: 50, judge: 5, project: 25 } as const;
export type Stage = keyof typeof SHARES;

/** Things of one step between two words on how far it is. */
const BETWEEN = 100;

export type Stages = ReturnType<typeof openStages>;

/**
 * How far a long command is over all its steps, in thousandths.
 *
 * @returns for each step who is told of its own things: how many are done, of how many
 */
export function openStages(watch: Watch): (stage: Stage) => Watch {
  const all = Object.entries(SHARES);
  const whole = all.reduce((sum, [, share]) => sum + share, 0);
  return (stage) => {
    const before = all.slice(0, Object.keys(SHARES).indexOf(stage)).reduce((sum, [, share]) => sum + share, 0);
    return (done, total) => {
      if (done % BETWEEN !== 0) return;
      const within = total === 0 ? 0 : Math.min(1, done / total);
      watch(Math.floor((1000 * (before + SHARES[stage] * within)) / whole), 1000);
    };
  };
}
