import { hash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORY_BEGINS, tellAssignments } from '../testing/assignmentStory.ts';
import { prepareTestStores } from '../testing/openTestStore.ts';
import {
  allRows,
  foreignConnection,
  forge,
  type RowChange,
  reopen,
  STORE_NAME,
  tempFolder,
  uuid,
  withoutTriggers,
} from '../testing/storeFixture.ts';
import { checkForm } from './checkForm.ts';
import { checkProjections } from './checkProjections.ts';
import { collectFindings } from './findings.ts';
import { migrationsFolder, readMigrations } from './migrate.ts';
import { scanLog } from './scanLog.ts';

/**
 * What a stranger's connection, with foreign keys and CHECKs switched off, tries on assignments: SQLite refuses it, and
 * whoever drops the triggers first is found by verify.
 */

/** A real store, closed, with an assignment to Theo in each state. */
interface Stage {
  readonly path: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly who: Readonly<Record<'ada' | 'cora' | 'theo' | 'aude', string>>;
  readonly textHash: string;
  /** the event that completed an assignment */
  readonly completion: string;
  remove(): void;
}
let stage: Stage;

beforeAll(async () => {
  const stores = await prepareTestStores(STORY_BEGINS);
  const story = tellAssignments(stores.open());
  const ids: Record<string, string> = {};
  for (const state of ['completed', 'acknowledged', 'read', 'delivered', 'dispatched'] as const) {
    ids[state] = await story.brought(state);
  }
  const completion = story.the('ASSIGNMENT_COMPLETED').eventId;
  ids.cancelled = await story.dispatched();
  await story.tell({ command: 'assignment.cancel', assignmentId: ids.cancelled, note: 'no need' });
  const { textHash } = story.assignment(ids.delivered ?? '');
  const { admin, coordinator, technician, auditor } = story.cast;
  story.custody.close();
  stage = {
    path: story.path,
    ids,
    who: {
      ada: admin.operatorId,
      cora: coordinator.operatorId,
      theo: technician.operatorId,
      aude: auditor.operatorId,
    },
    textHash,
    completion,
    remove: stores.remove,
  };
});
afterAll(() => stage.remove());

/** A stranger at a copy of the store. */
function stranger(): Database.Database {
  const path = join(tempFolder(), STORE_NAME);
  copyFileSync(stage.path, path);
  return foreignConnection(path);
}

const device = '{"platform":"linux","appVersion":"0.1.0"}';
const as = {
  ada: () => ({ actor_kind: 'user', actor_id: stage.who.ada, actor_role: 'admin' }),
  cora: () => ({ actor_kind: 'user', actor_id: stage.who.cora, actor_role: 'coordinator' }),
  theo: () => ({ actor_kind: 'user', actor_id: stage.who.theo, actor_role: 'technician' }),
  aude: () => ({ actor_kind: 'user', actor_id: stage.who.aude, actor_role: 'auditor' }),
  system: () => ({ actor_kind: 'system', actor_id: null, actor_role: null }),
};
const text = 'Seals\n\nFor: Theo';
const dispatch = () => ({
  title: 'Seals',
  recipient: 'Theo',
  recipientId: stage.who.theo,
  assets: [] as unknown,
  cases: [] as unknown,
  text,
  textHash: hash('sha256', text, 'hex'),
});
const reading = () => ({ textHash: stage.textHash, confirmedAt: '2024-03-04T09:00:00.000Z', via: 'window' });

/** A row by its right author with its right content, for an attack to spoil. `on` is the state of the assignment. */
function row(type: string, on: string, spoil: RowChange = {}): RowChange {
  const right: Readonly<Record<string, () => RowChange>> = {
    ASSIGNMENT_DISPATCHED: () => ({ ...as.cora(), data: JSON.stringify(dispatch()) }),
    ASSIGNMENT_DELIVERED: as.system,
    ASSIGNMENT_READ: () => ({ ...as.theo(), data: JSON.stringify(reading()) }),
    ASSIGNMENT_CANCELLED: () => ({ ...as.cora(), note: 'no need' }),
    EVENT_DECLINED: () => ({ ...as.theo(), data: '{"reason":"no key"}' }),
  };
  const stream = { stream_type: 'assignment', stream_id: stage.ids[on] ?? uuid(on) };
  return { ...stream, type, data: '{}', device_info: device, ...(right[type] ?? as.theo)(), ...spoil };
}
const takesBack = (spoil: RowChange = {}): RowChange =>
  row('ASSIGNMENT_CANCELLED', 'completed', {
    ...as.ada(),
    supersedes_event_id: stage.completion,
    correction_reason: 'not done',
    note: 'not done',
    ...spoil,
  });
const spoilt = (data: object): RowChange => ({ data: JSON.stringify(data) });
const longAhead = { recorded_at: 4_000_000_000_000, occurred_at: 4_000_000_000_000, hlc: '0fffffffffff-000000' };

/** What is tried, the row, and how SQLite refuses it. */
const attacks: readonly (readonly [string, () => RowChange, string])[] = [
  ['a first entry that is not dispatched', () => row('ASSIGNMENT_DELIVERED', 'new'), 'LEDGER_ASSIGNMENT'],
  ['a first entry that is a cancellation', () => row('ASSIGNMENT_CANCELLED', 'new'), 'LEDGER_ASSIGNMENT'],
  ['a decline of nothing', () => row('EVENT_DECLINED', 'new'), 'LEDGER_ASSIGNMENT'],
  ['a flag on nothing', () => row('EVENT_FLAGGED', 'new'), 'LEDGER_ASSIGNMENT'],
  ['a second dispatch', () => row('ASSIGNMENT_DISPATCHED', 'delivered'), 'LEDGER_ASSIGNMENT'],
  ['a reading before delivery', () => row('ASSIGNMENT_READ', 'dispatched'), 'LEDGER_ASSIGNMENT'],
  ['a completion right after reading', () => row('ASSIGNMENT_COMPLETED', 'read'), 'LEDGER_ASSIGNMENT'],
  ['an acknowledgement of what was not read', () => row('ASSIGNMENT_ACKNOWLEDGED', 'delivered'), 'LEDGER_ASSIGNMENT'],
  ['a second reading', () => row('ASSIGNMENT_READ', 'read'), 'LEDGER_ASSIGNMENT'],
  ['a step back', () => row('ASSIGNMENT_READ', 'acknowledged'), 'LEDGER_ASSIGNMENT'],
  ['a second completion', () => row('ASSIGNMENT_COMPLETED', 'completed'), 'LEDGER_ASSIGNMENT'],
  ['a cancellation after completion', () => row('ASSIGNMENT_CANCELLED', 'completed'), 'LEDGER_ASSIGNMENT'],
  ['a delivery after cancellation', () => row('ASSIGNMENT_DELIVERED', 'cancelled'), 'LEDGER_ASSIGNMENT'],
  ['a second cancellation', () => row('ASSIGNMENT_CANCELLED', 'cancelled'), 'LEDGER_ASSIGNMENT'],
  ['a decline after completion', () => row('EVENT_DECLINED', 'completed'), 'LEDGER_ASSIGNMENT_DECLINE'],
  ['a decline of blanks', () => row('EVENT_DECLINED', 'read', { data: '{"reason":" "}' }), 'LEDGER_ASSIGNMENT_DECLINE'],
  ['an event of no known kind', () => row('EVENT_FORGOTTEN', 'read'), 'LEDGER_ASSIGNMENT'],
  ['a status of no known kind', () => row('ASSIGNMENT_IGNORED', 'read'), 'LEDGER_ASSIGNMENT'],

  [
    'a reading by another operator',
    () => row('ASSIGNMENT_READ', 'delivered', as.cora()),
    'LEDGER_ASSIGNMENT_RECIPIENT',
  ],
  ['a reading by an admin', () => row('ASSIGNMENT_READ', 'delivered', as.ada()), 'LEDGER_ASSIGNMENT_RECIPIENT'],
  ['a reading by the system', () => row('ASSIGNMENT_READ', 'delivered', as.system()), 'LEDGER_ASSIGNMENT_RECIPIENT'],
  [
    'an acknowledgement by another',
    () => row('ASSIGNMENT_ACKNOWLEDGED', 'read', as.ada()),
    'LEDGER_ASSIGNMENT_RECIPIENT',
  ],
  [
    'a completion by another',
    () => row('ASSIGNMENT_COMPLETED', 'acknowledged', as.aude()),
    'LEDGER_ASSIGNMENT_RECIPIENT',
  ],
  ['a decline by another', () => row('EVENT_DECLINED', 'read', as.ada()), 'LEDGER_ASSIGNMENT_RECIPIENT'],
  ['a delivery by a person', () => row('ASSIGNMENT_DELIVERED', 'dispatched', as.theo()), 'LEDGER_ASSIGNMENT_ACTOR'],
  ['a dispatch by a technician', () => row('ASSIGNMENT_DISPATCHED', 'new', as.theo()), 'LEDGER_ASSIGNMENT_ACTOR'],
  ['a dispatch by the system', () => row('ASSIGNMENT_DISPATCHED', 'new', as.system()), 'LEDGER_ASSIGNMENT_ACTOR'],
  ['a cancellation by a technician', () => row('ASSIGNMENT_CANCELLED', 'read', as.theo()), 'LEDGER_ASSIGNMENT_ACTOR'],
  [
    'a cancellation without an actor',
    () => row('ASSIGNMENT_CANCELLED', 'read', as.system()),
    'LEDGER_ASSIGNMENT_ACTOR',
  ],

  ['a cancellation without a note', () => row('ASSIGNMENT_CANCELLED', 'read', { note: null }), 'LEDGER_ASSIGNMENT'],
  [
    'a cancellation with a blank note',
    () => row('ASSIGNMENT_CANCELLED', 'read', { note: '\u200b ' }),
    'LEDGER_ASSIGNMENT',
  ],
  ['an over-long note', () => row('ASSIGNMENT_CANCELLED', 'read', { note: 'é'.repeat(2001) }), 'LEDGER_NOTE'],
  ['a completion taken back by a coordinator', () => takesBack(as.cora()), 'LEDGER_ASSIGNMENT_CORRECTION'],
  ['… or for another reason than it notes', () => takesBack({ note: 'other' }), 'LEDGER_ASSIGNMENT_CORRECTION'],
  ['… or without a reason', () => takesBack({ correction_reason: null }), 'LEDGER_ASSIGNMENT_CORRECTION'],
  ['… or by voiding it', () => takesBack({ type: 'EVENT_VOIDED' }), 'LEDGER_'],
  ['… of another assignment', () => takesBack({ stream_id: stage.ids.read }), 'LEDGER_SUPERSEDES'],

  ['a time to come', () => row('ASSIGNMENT_READ', 'delivered', longAhead), 'LEDGER_ASSIGNMENT_FUTURE'],
  ['no device info', () => row('ASSIGNMENT_READ', 'delivered', { device_info: '{}' }), 'LEDGER_DEVICE_INFO'],
  [
    'device info that is no JSON',
    () => row('ASSIGNMENT_READ', 'delivered', { device_info: '{' }),
    'LEDGER_DEVICE_INFO',
  ],
  [
    'device info that is text',
    () => row('ASSIGNMENT_ACKNOWLEDGED', 'read', { device_info: '"a"' }),
    'LEDGER_DEVICE_INFO',
  ],
  [
    'device info of another type',
    () => row('ASSIGNMENT_READ', 'delivered', { device_info: '{"platform":1,"appVersion":"1"}' }),
    'LEDGER_DEVICE_INFO',
  ],
  [
    'device info with a blank version',
    () => row('ASSIGNMENT_READ', 'delivered', { device_info: '{"platform":"linux","appVersion":" "}' }),
    'LEDGER_DEVICE_INFO',
  ],

  [
    'a reading of another text',
    () => row('ASSIGNMENT_READ', 'delivered', spoilt({ ...reading(), textHash: 'a'.repeat(64) })),
    'LEDGER_ASSIGNMENT_READING',
  ],
  ['a reading of no text', () => row('ASSIGNMENT_READ', 'delivered', { data: '{}' }), 'LEDGER_ASSIGNMENT_READING'],
  ...[
    ['without a title', { title: ' ' }],
    ['without a text', { text: undefined }],
    ['with a hash cut short', { textHash: 'abc' }],
    ['to nobody', { recipientId: undefined }],
    ['to somebody unknown', { recipientId: uuid('ghost') }],
    ['of nothing readable', { assets: 'all' }],
    ['of things that are no things', { assets: [7] }],
    ['of things without ids', { cases: [{ case: 'CASE-1', slots: 1 }] }],
    ['with instructions that are no text', { instructions: 7 }],
  ].map(
    ([name, change]) =>
      [
        `a dispatch ${name}`,
        () => row('ASSIGNMENT_DISPATCHED', 'new', spoilt({ ...dispatch(), ...(change as object) })),
        'LEDGER_ASSIGNMENT_DISPATCH',
      ] as const,
  ),
  [
    'a dispatch to two under one name',
    () =>
      row('ASSIGNMENT_DISPATCHED', 'new', {
        data: JSON.stringify(dispatch()).replace('{', `{"recipientId":"${stage.who.aude}",`),
      }),
    'LEDGER_DATA',
  ],
  [
    'a threshold reached by a person',
    () => ({ ...crossing('THRESHOLD_REACHED', 3, 3), ...as.ada() }),
    'LEDGER_THRESHOLD',
  ],
  ['a threshold reached below it', () => crossing('THRESHOLD_REACHED', 2, 3), 'LEDGER_THRESHOLD'],
  ['a threshold lost that was not reached', () => crossing('THRESHOLD_LOST', 2, 3), 'LEDGER_THRESHOLD'],
];

function crossing(type: string, completed: number, threshold: number): RowChange {
  const data = JSON.stringify({ completed, threshold });
  return { stream_type: 'operator', stream_id: stage.who.theo, type, data, device_info: device, ...as.system() };
}

test.each(attacks)('%s is refused', (_name, spoiltRow, code) => {
  const db = stranger();
  const before = allRows(db);
  expect(() => forge(db, spoiltRow())).toThrow(code);
  expect(allRows(db)).toEqual(before);
});

test('what the attacks spoil is what refuses them: rows like theirs, but right, are taken', () => {
  const right = [
    row('ASSIGNMENT_DISPATCHED', 'new'),
    row('ASSIGNMENT_DELIVERED', 'dispatched'),
    row('EVENT_DECLINED', 'delivered'),
    row('EVENT_FLAGGED', 'delivered'),
    row('ASSIGNMENT_READ', 'delivered'),
    row('ASSIGNMENT_ACKNOWLEDGED', 'read'),
    row('ASSIGNMENT_COMPLETED', 'acknowledged'),
    row('ASSIGNMENT_CANCELLED', 'dispatched'),
    takesBack(),
    crossing('THRESHOLD_REACHED', 3, 3),
    crossing('THRESHOLD_LOST', 2, 3),
  ];
  const db = stranger();
  const before = allRows(db).length;
  for (const [i, one] of right.entries()) forge(db, { ...one, event_id: uuid(`right ${i}`) });
  expect(allRows(db)).toHaveLength(before + right.length);
  expect(trouble(db)).toEqual([]);
});

/** What verify says of the log itself, and that it can derive what is read from it. */
function trouble(db: Database.Database): readonly string[] {
  const found = collectFindings();
  scanLog(db, { fromSeq: 1 }, found);
  checkForm(db, found);
  return found.report().findings.map(({ code, seq }) => `${code} ${seq}`);
}

/** Of these SQLite alone knows at writing: a time is judged by the clock of that moment, a crossing by the count. */
const onlyAtWriting = /a time to come|^a threshold/;

test('whoever drops the triggers gets such a row in, and verify finds every one of them without falling over', () => {
  const db = stranger();
  const seq = allRows(db).length + 1;
  const notFound = attacks.filter(([name, spoiltRow]) => {
    db.exec('BEGIN');
    withoutTriggers(db, () => forge(db, spoiltRow()));
    const findings = trouble(db);
    db.exec('ROLLBACK');
    return !onlyAtWriting.test(name) && !findings.some((one) => one.endsWith(` ${seq}`));
  });
  expect(notFound.map(([name]) => name)).toEqual([]);
});

test('what SQLite cannot see at all: a text that is not the one that its hash says', () => {
  const db = stranger();
  const seq = allRows(db).length + 1;
  forge(db, row('ASSIGNMENT_DISPATCHED', 'new', spoilt({ ...dispatch(), text: `${text}, twice` })));
  expect(trouble(db)).toEqual([`ASSIGNMENT ${seq}`]);
});

test('a dispatch that cannot be read, forced past the triggers, does not keep verify from deriving everything else', () => {
  const path = join(tempFolder(), STORE_NAME);
  copyFileSync(stage.path, path);
  const db = foreignConnection(path);
  withoutTriggers(db, () => forge(db, row('ASSIGNMENT_DISPATCHED', 'new', { data: '{"title":7}' })));
  db.close();
  const { db: reader } = reopen(path, { readonly: true }, readMigrations(migrationsFolder));
  expect(checkProjections(reader)).toEqual([]);
});
