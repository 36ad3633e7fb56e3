import { expect, test } from 'vitest';
import { type RefusalCode, refusalCodes } from './refusal.ts';
import { sentence } from './words.ts';

const slot = { case: 'CASE-13', slot: 3 };
const at = (status: string, more: object = {}) => ({ status, case: null, slot: null, holder: null, ...more });
const withBob = at('holder', { holder: 'Bob' });
const returned = {
  eventId: 'e-1',
  seq: 12,
  type: 'ASSET_RETURNED',
  occurredAt: '2026-11-21T11:00:00.000Z',
  tag: 'R-1',
};

/** Details as the app gives them, and what a person reads. */
const told: Readonly<Record<RefusalCode, readonly (readonly [details: object, sentence: string])[]>> = {
  INVALID: [
    [
      { field: 'items.2.tag', why: 'must not be empty' },
      'The tag in line 3 must not be empty. Put it right and try again.',
    ],
    [{ field: 'set.dueAt', why: 'is missing' }, 'The due date is missing. Put it right and try again.'],
    [{ field: 'set', why: 'changes nothing' }, 'The change changes nothing. Put it right and try again.'],
    [
      { field: 'set.labels.4', why: 'is beyond the last slot', slots: 3 },
      'The label of slot 4 is beyond the last slot; there are 3. Put it right and try again.',
    ],
    [
      { field: 'colour', why: 'is not a known field' },
      '“colour” is not a known field here. Leave it out, or check its spelling.',
    ],
    [
      { field: 'command', why: 'is no known command', value: 'asset.explode' },
      '“asset.explode” is no known command. Put it right and try again.',
    ],
    [
      { field: 'Line 7', line: 7, why: 'is longer than 10 MB' },
      'Line 7 is longer than 10 MB. Put it right and try again.',
    ],
    [
      { field: '', why: 'is not of the right form' },
      'The request is not of the right form. Put it right and try again.',
    ],
  ],
  NOT_FOUND: [
    [
      { entity: 'asset', field: 'tag', tag: 'R-9' },
      'No asset has the tag or barcode “R-9”. Check the spelling, or add it first.',
    ],
    [{ entity: 'asset' }, 'No asset has that code. Check the spelling, or add it first.'],
    [
      { entity: 'holder', field: 'holder', holder: 'Mallory' },
      'There is no holder “Mallory”. Check the spelling, or add it first.',
    ],
    [
      { entity: 'case', field: 'slot.case', case: 'CASE-99' },
      'There is no case “CASE-99”. Check the spelling, or add it first.',
    ],
    [{ entity: 'event', field: 'eventId', eventId: 'e-1' }, 'There is no event e-1. Check its number.'],
    [
      { entity: 'assignment', field: 'assignmentId', assignmentId: 'a-1' },
      'There is no such assignment. Check its number.',
    ],
    [
      { entity: 'flag', field: 'eventId', eventId: 'e-1' },
      'That event carries no unanswered flag. Look at its history.',
    ],
    [{ entity: 'item', item: 'i-1' }, 'That line is not in your queue any more. Look at the queue again.'],
    [
      { entity: 'asset', notYet: true, tag: 'R-1' },
      'The asset R-1 was not there yet at that moment. Choose a later moment, or have it corrected when it was added.',
    ],
    [
      { entity: 'case', notYet: true },
      'That case was not there yet at that moment. Choose a later moment, or have it corrected when it was added.',
    ],
  ],
  DUPLICATE: [
    [
      { field: 'tag', value: 'R-1', entity: 'asset' },
      '“R-1” is, or was, the tag or barcode of another asset. Check what was scanned.',
    ],
    [
      { field: 'name', value: 'Bob', entity: 'holder' },
      'There is another holder “Bob” already, perhaps one no longer in use. Choose another name.',
    ],
    [
      { field: 'commandId', value: 'c-1', entity: 'command' },
      'The command id “c-1” was used for another command. Give each command an id of its own.',
    ],
    [
      { field: 'eventId', value: 'e-1', entity: 'flag' },
      'That event is flagged already, and the flag is unanswered. An admin corrects the event or dismisses the flag.',
    ],
    [{ field: 'items.1.tag', value: 'R-1', entity: 'item' }, 'R-1 is in the list twice. Take one of the lines out.'],
  ],
  ILLEGAL_TRANSITION: [
    [
      { tag: 'R-1', type: 'ASSET_PLACED', custody: withBob },
      'R-1 is with Bob at that moment, so it cannot be placed. Have it returned first, or hand it on to somebody else.',
    ],
    [
      { tag: 'R-1', type: 'ASSET_MOVED', custody: at('slot', slot) },
      'R-1 is in slot 3 of CASE-13 at that moment, so it cannot be moved there. Issue it from there, or move it to another slot.',
    ],
    [
      { tag: 'R-1', type: 'ASSET_ISSUED', custody: at('lost') },
      'R-1 is lost at that moment, so it cannot be issued. Record first that it was found.',
    ],
    [
      { field: 'replacement', tag: 'R-2', type: 'ASSET_REPLACED', custody: at('slot', slot) },
      'R-2 is in slot 3 of CASE-13 at that moment, so it cannot take the place of another. Choose one that has no place of its own.',
    ],
    [
      { field: 'items.0.tag', tag: 'R-1', custody: withBob, why: 'is not with this holder' },
      'R-1 is with Bob, not with the holder who was named. Name the holder who has it, or take it out of the list.',
    ],
    [
      { case: 'CASE-13', type: 'CASE_RETIRED', why: 'holds assets', tags: ['R-1', 'R-2'] },
      'CASE-13 still holds R-1 and R-2 at that moment. Return or move them first.',
    ],
    [
      { holder: 'Bob', type: 'HOLDER_DEACTIVATED', why: 'holds assets', tags: ['R-1'] },
      'Bob still has R-1 at that moment. Return or move it first.',
    ],
    [{ ...slot, type: 'SLOT_VACATED', why: 'empty' }, 'Slot 3 of CASE-13 is empty at that moment. Check the number.'],
    [
      { case: 'CASE-13', type: 'CASE_SEALED', why: 'sealed', seal: 'S-1', retired: false },
      'CASE-13 is sealed already, with S-1. Unseal it first.',
    ],
    [
      { case: 'CASE-13', type: 'CASE_UNSEALED', why: 'unsealed', seal: null, retired: false },
      'CASE-13 is not sealed at that moment. Check which case it is, or the time.',
    ],
    [
      { operator: 'Ada', why: 'is the last active admin' },
      'Ada is the last active admin, and one must be left. Make somebody else admin first.',
    ],
    [
      { assignmentId: 'a-1', assignment: 'Count CASE-13', type: 'ASSIGNMENT_READ', status: 'cancelled' },
      '“Count CASE-13” is cancelled, so this step cannot be taken. Its steps are delivered, read, acknowledged, completed, one after the other.',
    ],
  ],
  SLOT_OCCUPIED: [
    [
      { ...slot, by: 'R-1', tag: 'R-2' },
      'R-1 is in slot 3 of CASE-13 at that moment, so R-2 cannot be there. Choose another slot, or move R-1 first.',
    ],
  ],
  NO_SUCH_SLOT: [
    [
      { ...slot, slots: 2, tag: 'R-1' },
      'CASE-13 has 2 slots at that moment, so there is no slot 3. Choose one of its slots, or add slots to the case.',
    ],
    [{ ...slot, retired: true }, 'CASE-13 is retired by then, so nothing can be put into it. Choose another case.'],
  ],
  CASE_SEALED: [
    [
      { case: 'CASE-13', seal: 'S-1', tag: 'R-1' },
      'CASE-13 is sealed with S-1 at that moment, so R-1 cannot enter or leave it. Unseal the case first.',
    ],
  ],
  HOLDER_INACTIVE: [[{ holder: 'Bob' }, 'Bob is deactivated by then and receives nothing. Choose another holder.']],
  IN_FUTURE: [
    [
      { field: 'corrections.1.set.occurredAt', now: '2026-11-21T11:00:00.000Z' },
      'The time it happened in correction 2 lies in the future; it is 2026-11-21T11:00:00.000Z now. Choose a moment that has passed, or check the clock of this laptop.',
    ],
  ],
  CLASHES_WITH_HISTORY: [
    [
      {
        ...returned,
        because: { code: 'ILLEGAL_TRANSITION', details: { tag: 'R-1', type: 'ASSET_RETURNED', custody: at('lost') } },
      },
      'With this, the return of R-1 on 2026-11-21T11:00:00.000Z could not have happened: R-1 is lost at that moment, so it cannot be returned. Correct that record first, or both together.',
    ],
    [
      { ...returned, because: { code: 'NOT_FOUND', details: { entity: 'asset', tag: 'R-1', notYet: true } } },
      'With this, the return of R-1 on 2026-11-21T11:00:00.000Z could not have happened: the asset R-1 was not there yet at that moment. Correct that record first, or both together.',
    ],
  ],
  REASON_REQUIRED: [[{ field: 'reason' }, 'The reason is missing. Say why; it stays in the record.']],
  ALREADY_SUPERSEDED: [
    [
      { eventId: 'e-1', by: 'e-2', at: '2026-11-21T11:00:00.000Z' },
      'That event was corrected already, on 2026-11-21T11:00:00.000Z. Correct the correction instead (event e-2).',
    ],
  ],
  NOT_CORRECTABLE: [
    [
      { eventId: 'e-1', type: 'HANDOVER_COMMITTED' },
      'A receipt cannot be corrected. Correct the events of its assets; the receipt then says so.',
    ],
    [{ eventId: 'e-1', type: 'EVENT_VOIDED' }, 'What was voided stays void. Record anew what happened.'],
    [
      { eventId: 'e-1', type: 'SETTINGS_CHANGED' },
      'Settings changed cannot be corrected. Only what happened to assets, cases and holders can.',
    ],
  ],
  NOT_ALLOWED: [
    [
      { command: 'case.add', needs: ['coordinator', 'admin'], role: 'auditor' },
      'This needs the role coordinator or admin; yours is auditor. Ask somebody who has it.',
    ],
    [{ command: 'event.correct', needs: 'pin' }, 'This needs your PIN again. Confirm it, then repeat.'],
    [
      { needs: 'pin', field: 'acceptance.0', operator: 'Theo' },
      'Theo has not confirmed this with the PIN. Ask Theo for it, then repeat.',
    ],
    [
      { needs: 'recipient', recipient: 'Theo', role: 'admin' },
      "This assignment is for Theo alone; nobody can do it on another's behalf. Let Theo sign in.",
    ],
    [
      { needs: 'reading', field: 'readingId', why: 'the text was not opened for this' },
      'The text was not read from here: the text was not opened for this. Open it, read it to the end, then confirm.',
    ],
  ],
  NOT_SIGNED_IN: [
    [{}, 'Nobody is signed in, or name or PIN is not right. Sign in and try again.'],
    [
      { operator: 'Ada', why: 'hashed-elsewhere' },
      'The PIN of Ada was set on another laptop and holds there only. Ask an admin for a new PIN, or use the recovery code in the window.',
    ],
  ],
  LOCKED_OUT: [
    [
      { operator: 'Ada', until: '11:00' },
      'Too many wrong PINs were given for Ada. Wait until 11:00, or ask an admin to set a new PIN.',
    ],
    [{ operator: 'Ada', until: null }, 'Too many wrong PINs were given for Ada. Ask an admin to set a new PIN.'],
  ],
  VERSION_CONFLICT: [
    [
      { field: 'items.3.version', tag: 'R-2', expected: 1, found: 9 },
      'R-2 has changed since it was looked at: it is at version 9, not 1. Look again, then decide.',
    ],
    [
      { field: 'expectedVersion', expected: 0, found: 9 },
      'This has changed since it was looked at: it is at version 9, not 0. Look again, then decide.',
    ],
  ],
  STORE_BUSY: [
    [
      { path: '/s', pid: 4711 },
      'Another program is writing to this store (process 4711). Close it there, or wait until it is done.',
    ],
    [{ waiting: 500 }, 'More than 500 requests of this window wait already. Wait a moment, then do it again.'],
  ],
  STORE_DAMAGED: [
    [
      { path: '/s', why: 'Event 7 is not what was signed.' },
      'The store is damaged or not what it was: Event 7 is not what was signed. Nothing was written. Run verify, keep a copy, restore the newest verified backup.',
    ],
  ],
  STORE_READ_ONLY: [
    [
      { path: '/s' },
      "The store cannot be written at /s. Check its folder's permissions and the free space on the disk.",
    ],
    [
      { path: '/s', why: 'disk full', reopen: true, because: 'CANNOT_WRITE' },
      'Writing failed (disk full), so nothing more is recorded until the store is opened anew. Make room on the disk, then close the store and open it again; what was confirmed is there.',
    ],
  ],
  STORE_TOO_NEW: [
    [
      { path: '/s', version: 9, newest: 3 },
      'A newer release wrote this store. Install that release; nothing here was touched.',
    ],
  ],
  CANNOT_READ: [[{ path: 'list.csv', why: 'it is empty' }, 'list.csv cannot be read: it is empty. Check the file.']],
  CANNOT_WRITE: [
    [
      { path: '/out.pdf', why: 'the disk is full' },
      '/out.pdf cannot be written: the disk is full. Check the folder, its permissions and the free space.',
    ],
  ],
};

test.each(refusalCodes)('%s says what is wrong and what to do', (code) => {
  for (const [details, expected] of told[code]) expect(sentence({ code, details: { ...details } })).toBe(expected);
});

test('a refusal that lost its details still makes a sentence', () => {
  for (const code of refusalCodes) {
    const said = sentence({ code, details: {} });
    expect(said, code).toMatch(/^\p{Lu}.+\.$/u);
    expect(said, code).not.toMatch(/\?|undefined|null|\[object| {2}|\.\./);
  }
});
