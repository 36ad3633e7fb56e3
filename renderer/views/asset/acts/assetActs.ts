import type { CommandName } from '../../../../shared/contract/commands.ts';
import type { CustodyStatus } from '../../../../shared/custody/place.ts';

/** What can be done to one asset from its page or from its tile, besides handing it over. */
export type ActName = 'put' | 'inspect' | 'find' | 'vacate' | 'replace' | 'change' | 'lose' | 'retire';

interface Act {
  readonly name: ActName;
  /** the command whose role decides whether it is offered */
  readonly command: CommandName;
  /** the custody in which it is offered; what is legal is for main to judge */
  readonly during: readonly CustodyStatus[];
  /** only to be corrected, not undone by another act */
  readonly grave: boolean;
}

const acts: readonly Act[] = [
  { name: 'put', command: 'asset.move', during: ['slot', 'unplaced'], grave: false },
  { name: 'find', command: 'asset.find', during: ['lost'], grave: false },
  { name: 'inspect', command: 'asset.inspect', during: ['slot', 'holder', 'unplaced'], grave: false },
  {
    name: 'change',
    command: 'asset.change',
    during: ['slot', 'holder', 'unplaced', 'lost', 'retired'],
    grave: false,
  },
  { name: 'replace', command: 'asset.replace', during: ['slot', 'holder'], grave: false },
  { name: 'vacate', command: 'slot.vacate', during: ['slot'], grave: true },
  { name: 'lose', command: 'asset.lose', during: ['slot', 'holder', 'unplaced'], grave: true },
  { name: 'retire', command: 'asset.retire', during: ['slot', 'unplaced', 'lost'], grave: true },
];

/** The acts to offer for an asset, the harmless first. */
export function actsDuring(status: CustodyStatus): readonly Act[] {
  return acts.filter(({ during }) => during.includes(status));
}
