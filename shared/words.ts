import type { Refusal } from './refusal.ts';
import { unreachable } from './unreachable.ts';

/**
 * Every sentence that a person reads about a refusal: what is wrong and what to do. Codes and details travel; the
 * sentences stay here, for window, command line and reports alike.
 */
export function sentence({ code, details }: Refusal): string {
  const say = (name: string, fallback = '?'): string => text(details[name], fallback);
  switch (code) {
    case 'INVALID':
      return `${say('field', 'The request')} ${say('why', 'is not of the right form')}. Put it right and send it again.`;
    case 'NOT_FOUND':
      return details.notYet === true
        ? `${noun(details)} did not exist yet at that moment. Choose a later moment, or correct when it was added.`
        : `${noun(details)} is not known here. Check the spelling, or add it first.`;
    case 'DUPLICATE':
      return `${say('value', 'That')} is already taken by another ${say('entity', 'entry')}. Choose another ${say('field', 'value')}.`;
    case 'ILLEGAL_TRANSITION':
      return `${illegal(details)}`;
    case 'SLOT_OCCUPIED':
      return `Slot ${say('slot')} of ${say('case')} holds ${say('by')} at that moment. Choose another slot, or move ${say('by')} first.`;
    case 'NO_SUCH_SLOT':
      return details.retired === true
        ? `${say('case')} is retired, so nothing can be put into it. Choose another case.`
        : `${say('case')} has ${say('slots')} slots at that moment, so there is no slot ${say('slot')}. Choose one of them, or add slots to the case.`;
    case 'CASE_SEALED':
      return `${say('case')} is sealed with ${say('seal')}, so nothing can enter or leave it. Unseal it first.`;
    case 'HOLDER_INACTIVE':
      return `${say('holder')} is deactivated and receives nothing. Choose another holder.`;
    case 'IN_FUTURE':
      return `${say('field', 'occurredAt')} lies in the future; it is ${say('now')} now. Choose a moment that has passed.`;
    case 'CLASHES_WITH_HISTORY':
      return `With this, a later event would become illegal: ${say('type')} of ${say('occurredAt')}${subject(details)}. Correct that event first, or together with this one.`;
    case 'REASON_REQUIRED':
      return `${say('field', 'reason')} is empty. Say why; the reason stays in the record.`;
    case 'ALREADY_SUPERSEDED':
      return `That event was corrected already, on ${say('at')}. Correct the correction (${say('by')}) instead.`;
    case 'NOT_CORRECTABLE':
      return `${say('type')} cannot be corrected. Correct the events of the assets, cases or holders concerned.`;
    case 'NOT_ALLOWED':
      if (details.needs === 'recipient') {
        return `This assignment is for ${say('recipient')} alone; nobody can do it on another's behalf. Let ${say('recipient')} sign in.`;
      }
      if (details.needs === 'reading') {
        return `The text was not read from here: ${say('why')}. Open it, read it to the end, then confirm.`;
      }
      return details.needs === 'pin'
        ? 'This needs your PIN again. Confirm it, then repeat.'
        : `This needs the role ${list(details.needs)}; you are ${say('role')}. Ask someone who has it.`;
    case 'NOT_SIGNED_IN':
      return 'Name or PIN is not right, or nobody is signed in. Sign in and try again.';
    case 'LOCKED_OUT':
      return details.until
        ? `Too many wrong PINs for ${say('operator')}. Wait until ${say('until')}, or ask an admin for a new PIN.`
        : `Too many wrong PINs for ${say('operator')}. Ask an admin to set a new PIN.`;
    case 'VERSION_CONFLICT':
      return `${details.tag ? say('tag') : 'It'} has changed since it was looked at (version ${say('found')}, not ${say('expected')}). Look again, then decide.`;
    case 'STORE_BUSY':
      return `Another program is writing to this store${details.pid ? ` (process ${say('pid')})` : ''}. Close it there, or wait until it is done.`;
    case 'STORE_DAMAGED':
      return `The store is damaged or not what it was: ${say('why', 'see verify')}. Nothing was written. Run verify, keep a copy, restore the newest verified backup.`;
    case 'STORE_READ_ONLY':
      if (details.reopen === true) {
        return `Writing failed (${say('why')}), so nothing more is recorded until the store was opened anew. Make room on the disk, then close and open it; what was confirmed is there.`;
      }
      return `The store cannot be written${details.path ? ` at ${say('path')}` : ''}. Check its folder's permissions and the free space on the disk.`;
    case 'STORE_TOO_NEW':
      return 'A newer release wrote this store. Install that release; nothing here was touched.';
    case 'CANNOT_READ':
      return `${say('path', 'The file')} cannot be read: ${say('why', 'it is not there')}. Check the path.`;
    case 'CANNOT_WRITE':
      return `${say('path', 'The file')} cannot be written: ${say('why', 'see the folder')}. Check the folder, its permissions and the free space.`;
    default:
      return unreachable(code);
  }
}

function text(value: unknown, fallback: string): string {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(' or ') : text(value, 'admin');
}

/** ` (R-1)`: what an event is about, where it is known. */
function subject({ tag, case: code, holder }: Refusal['details']): string {
  const name = [tag, code, holder].find((value) => typeof value === 'string');
  return name ? ` (${text(name, '')})` : '';
}

function noun(details: Refusal['details']): string {
  const { entity } = details;
  const name = [details.tag, details.case, details.holder, details.operator, details.eventId, details.receipt].find(
    (value) => typeof value === 'string',
  );
  const what = text(entity, 'It');
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${name ? ` ${text(name, '')}` : ''}`;
}

function illegal(details: Refusal['details']): string {
  const { custody, why, tags } = details;
  const what = [details.tag, details.case, details.holder, details.operator].find((value) => typeof value === 'string');
  const who = text(what, 'It');
  if (typeof details.assignment === 'string') {
    return `“${details.assignment}” is ${text(details.status, 'elsewhere')}, so this step cannot be taken. Its steps are delivered, read, acknowledged, completed, one after the other.`;
  }
  if (Array.isArray(tags)) return `${who} still has ${tags.join(', ')}. Move or return that first.`;
  if (typeof why === 'string')
    return `${who} ${STATES[why] ?? why}, so this cannot be done to it. Look at its history.`;
  return `${who} is ${place(custody)} at that moment, so this cannot be done to it. Look at its history.`;
}

const STATES: Readonly<Record<string, string>> = {
  exists: 'is there already',
  sealed: 'is sealed already',
  unsealed: 'is not sealed',
  retired: 'is retired',
  empty: 'is empty there',
  deactivated: 'is deactivated',
};

function place(custody: unknown): string {
  if (custody === null || typeof custody !== 'object') return 'elsewhere';
  const { status, case: code, slot, holder } = custody as Readonly<Record<string, unknown>>; // a CustodyJson, made here
  if (status === 'slot') return `in slot ${text(slot, '?')} of ${text(code, '?')}`;
  if (status === 'holder') return `with ${text(holder, '?')}`;
  return text(status, 'elsewhere');
}
