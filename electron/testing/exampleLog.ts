import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { NewEvent } from '../../shared/event.ts';
import type { Device } from '../store/device.ts';
import { openHeadFile } from '../store/headFile.ts';
import { anEvent, aStore, morning, STORE_NAME, type TestStore, tempFolder, unwrap, uuid } from './storeFixture.ts';

/** A log with something of everything, as `[what we call it, event]`. Its seq follows the device's and Ada's: from 3 on. */
const story: readonly (readonly [string, Partial<NewEvent>])[] = [
  ['radio added', { type: 'ASSET_ADDED', data: { tag: 'R-7' } }],
  ['radio inspected', { type: 'ASSET_INSPECTED' }],
  [
    'inspection corrected',
    { supersedesEventId: uuid('radio inspected'), correctionReason: 'it was worn', data: { condition: 'worn' } },
  ],
  ['lamp added', { streamId: uuid('lamp'), type: 'ASSET_ADDED', data: { tag: 'L-1' } }],
  [
    'lamp void',
    { streamId: uuid('lamp'), type: 'EVENT_VOIDED', supersedesEventId: uuid('lamp added'), correctionReason: 'a typo' },
  ],
  ['case added', { streamType: 'case', streamId: uuid('case'), type: 'CASE_ADDED', data: { code: 'C-1', slots: 6 } }],
  ['handover', { streamType: 'handover', streamId: uuid('handover'), type: 'HANDOVER_COMMITTED' }],
  ...(['DISPATCHED', 'DELIVERED', 'READ', 'ACKNOWLEDGED', 'COMPLETED'] as const).map(
    (step) => [`task ${step}`, anAssignment('task', step)] as const,
  ),
  ['errand DISPATCHED', anAssignment('errand', 'DISPATCHED')],
  ['radio seen', { type: 'ASSET_INSPECTED' }],
];

/** A step of an assignment that Ada gave herself. */
function anAssignment(name: string, step: string): Partial<NewEvent> {
  const text = `See to the ${name}`;
  const textHash = hash('sha256', text, 'hex');
  const [recipient, recipientId] = ['Ada', uuid('ada')];
  const what: Readonly<Record<string, NewEvent['data']>> = {
    DISPATCHED: { title: text, recipient, recipientId, assets: [], cases: [], text, textHash },
    READ: { textHash, confirmedAt: '2026-11-21T08:00:00.000Z', via: 'window' },
  };
  return {
    ...(step === 'DELIVERED' ? ({ actorKind: 'system', actorId: null, actorRole: null } as const) : {}),
    streamType: 'assignment',
    streamId: uuid(name),
    type: `ASSIGNMENT_${step}`,
    data: what[step] ?? {},
    deviceInfo: { platform: 'test', appVersion: '0.1.0' },
  };
}

const events: readonly NewEvent[] = story.map(([name, told], i) =>
  anEvent({ ...told, eventId: uuid(name), recordedAt: morning + i * 60_000 }),
);

/** The place of an event of the story in the log. */
export const seqOf = (name: string): number => story.findIndex(([called]) => called === name) + 3;

export const lastSeq = story.length + 2;

export interface ExampleLog {
  readonly path: string;
  readonly home: string;
  readonly device: Device;
}

interface Made {
  readonly device: Device;
  /** the bytes of its files, by their place in the folder */
  readonly files: ReadonlyMap<string, Buffer>;
}

let made: Made | null = null;

/** A store with the example log, closed in order. Recorded once, then written anew for each test that asks. */
export function exampleLog(): ExampleLog {
  made ??= makeExample();
  const folder = tempFolder();
  for (const [name, bytes] of made.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return { path: join(folder, STORE_NAME), home: join(folder, 'home'), device: made.device };
}

function makeExample(): Made {
  const { path, home, device, store, log } = aStore(events);
  closeInOrder({ home, device, store, log });
  const folder = dirname(path);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return { device, files: new Map(names.map((name) => [name, readFileSync(join(folder, name))])) };
}

/** What the app does at close: says in the head file how far the log has come, and that nothing is to follow. */
export function closeInOrder({ home, device, store, log }: Pick<TestStore, 'home' | 'device' | 'store' | 'log'>): void {
  const position = log.ownHead();
  const head = unwrap(openHeadFile(home, device));
  if (!position || !head.write({ ...position, at: morning, closed: true }) || !head.sync()) throw new Error('no head');
  head.close();
  store.close();
}
