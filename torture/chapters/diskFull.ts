import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf, asLines, cli } from '../lib/cli.ts';
import { judgeAfter } from '../lib/judge.ts';
import { ADMIN, type Place, placeIn, prepareStage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';
import { wishes } from '../lib/work.ts';

/** A disk so small that it fills up while commands are given. */
const DISK_BYTES = 24 * 1024 * 1024;
const FILLER_BYTES = 21 * 1024 * 1024;
const WISHES = 150;

/** A disk that really fills up; room is made, and the same commands are given again. */
export const diskFull: Chapter = {
  name: 'disk-full',
  what: 'a real file system of 24 MB fills up; then somebody makes room (needs the right to mount one)',
  needsShim: false,
  async run({ root }) {
    const tally = openTally();
    const stage = await prepareStage(root);
    // The device is bound to where its store was made, so the small disk is put there.
    mkdirSync(stage.place.folder, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', stage.place.folder]);
    if (mounted.status !== 0) {
      tally.say('mounting a small disk', 'not permitted here; the chapter faults has ENOSPC at every call');
      return tally.told();
    }
    try {
      const place: Place = placeIn(stage.place.folder);
      cpSync(stage.kept, place.folder, { recursive: true });
      const filler = join(place.folder, 'filler');
      writeFileSync(filler, Buffer.alloc(FILLER_BYTES));
      const given = wishes(WISHES);
      const { out, status } = await cli(place, ['exec', '--as', ADMIN], null, asLines(given));
      const said = answersOf(out, given);
      const refused = said.filter(({ kept }) => !kept);
      tally.say('acknowledged', said.length - refused.length);
      tally.say('refused', refused.length);
      if (refused.length === 0 || status !== 1) tally.fail('the disk did not fill up');
      const codes = new Set(refused.map((one) => (one.kept ? '' : one.code)));
      tally.say('refused with', [...codes].sort().join(' '));
      rmSync(filler);
      const judgement = await judgeAfter(place, stage.operatorId, given, said);
      tally.mustBeNone('acknowledged and lost', judgement.lost, 'after making room');
      tally.mustBeNone('doubled or in part', judgement.broken, 'after making room');
      tally.mustBeNone('stores not whole afterwards', judgement.faults.length, judgement.faults.join('; '));
    } finally {
      spawnSync('umount', [stage.place.folder]);
    }
    setUp(stage);
    return tally.told();
  },
};
