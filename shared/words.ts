import type { Refusal } from './refusal.ts';
import { unreachable } from './unreachable.ts';
import { eventName, fieldName, inList, onDay, placeName, said, upper } from './wordsFor.ts';

/**
 * Every sentence that a person reads about a refusal: what is wrong and what to do. Codes and details travel; the
 * sentences stay here, for window, command line and reports alike.
 */
export function sentence(refusal: Refusal): string {
  const { wrong, todo } = explain(refusal);
  return `${wrong} ${todo}`;
}

interface Explained {
  readonly wrong: string;
  readonly todo: string;
}

function explain({ code, details }: Refusal): Explained {
  const say = (name: string, otherwise: string): string => said(details[name]) ?? otherwise;
  switch (code) {
    case 'INVALID':
      return invalid(details);
    case 'NOT_FOUND':
      return details.notYet === true ? notYet(details) : notFound(details);
    case 'DUPLICATE':
      return duplicate(details);
    case 'ILLEGAL_TRANSITION':
      return illegal(details);
    case 'SLOT_OCCUPIED': {
      const where = details.slot ? `slot ${said(details.slot)} of ${say('case', 'the case')}` : 'that slot';
      return {
        wrong: `${say('by', 'Another asset')} is in ${where} at that moment, so ${say('tag', 'this one')} cannot be there.`,
        todo: `Choose another slot, or move ${say('by', 'the other')} first.`,
      };
    }
    case 'NO_SUCH_SLOT': {
      const box = say('case', 'The case');
      if (details.retired === true) {
        return { wrong: `${box} is retired by then, so nothing can be put into it.`, todo: 'Choose another case.' };
      }
      const slots = details.slots === 1 ? 'one slot' : `${say('slots', 'fewer')} slots`;
      return {
        wrong: `${box} has ${slots} at that moment, so there is no slot ${say('slot', 'of that number')}.`,
        todo: 'Choose one of its slots, or add slots to the case.',
      };
    }
    case 'CASE_SEALED': {
      const seal = said(details.seal);
      return {
        wrong: `${say('case', 'The case')} is sealed${seal ? ` with ${seal}` : ''} at that moment, so ${say('tag', 'an asset')} cannot enter or leave it.`,
        todo: 'Unseal the case first.',
      };
    }
    case 'HOLDER_INACTIVE':
      return {
        wrong: `${say('holder', 'The holder')} is deactivated by then and receives nothing.`,
        todo: 'Choose another holder.',
      };
    case 'IN_FUTURE':
      return {
        wrong: `${upper(fieldName(say('field', 'occurredAt')))} lies in the future; it is ${say('now', 'earlier')} now.`,
        todo: 'Choose a moment that has passed, or check the clock of this laptop.',
      };
    case 'CLASHES_WITH_HISTORY':
      return clash(details);
    case 'REASON_REQUIRED':
      return {
        wrong: `${upper(fieldName(say('field', 'reason')))} is missing.`,
        todo: 'Say why; it stays in the record.',
      };
    case 'ALREADY_SUPERSEDED':
      return {
        wrong: `That event was corrected already, ${onDay(say('at', 'an earlier day'))}.`,
        todo: `Correct the correction instead (event ${say('by', 'in its history')}).`,
      };
    case 'NOT_CORRECTABLE':
      return notCorrectable(details);
    case 'NOT_ALLOWED':
      return notAllowed(details);
    case 'NOT_SIGNED_IN':
      if (details.why === 'hashed-elsewhere') {
        return {
          wrong: `The PIN of ${say('operator', 'this operator')} was set on another laptop and holds there only.`,
          todo: 'Ask an admin for a new PIN, or use the recovery code in the window.',
        };
      }
      return { wrong: 'Nobody is signed in, or name or PIN is not right.', todo: 'Sign in and try again.' };
    case 'LOCKED_OUT': {
      const who = say('operator', 'this operator');
      const until = said(details.until);
      return {
        wrong: `Too many wrong PINs were given for ${who}.`,
        todo: until ? `Wait until ${until}, or ask an admin to set a new PIN.` : 'Ask an admin to set a new PIN.',
      };
    }
    case 'VERSION_CONFLICT':
      return {
        wrong: `${say('tag', 'This')} has changed since it was looked at: it is at version ${say('found', 'a later one')}, not ${say('expected', 'that')}.`,
        todo: 'Look again, then decide.',
      };
    default:
      return aboutTheStore(code, details);
  }
}

type StoreCode = 'STORE_BUSY' | 'STORE_DAMAGED' | 'STORE_READ_ONLY' | 'STORE_TOO_NEW' | 'CANNOT_READ' | 'CANNOT_WRITE';

function aboutTheStore(code: StoreCode, details: Refusal['details']): Explained {
  const path = said(details.path);
  const why = said(details.why);
  switch (code) {
    case 'STORE_BUSY': {
      if (typeof details.waiting === 'number') {
        return {
          wrong: `More than ${details.waiting} requests of this window wait already.`,
          todo: 'Wait a moment, then do it again.',
        };
      }
      const pid = said(details.pid);
      return {
        wrong: `Another program is writing to this store${pid ? ` (process ${pid})` : ''}.`,
        todo: 'Close it there, or wait until it is done.',
      };
    }
    case 'STORE_DAMAGED':
      return {
        wrong: `The store is damaged or not what it was: ${why ?? 'see verify'}.`.replace(/\.\.$/, '.'),
        todo: 'Nothing was written. Run verify, keep a copy, restore the newest verified backup.',
      };
    case 'STORE_READ_ONLY':
      if (details.checking === true) {
        return {
          wrong: 'The last write failed, so the whole record is being checked; until then nothing is recorded.',
          todo: 'Wait until the check is done, then do it again; what was confirmed is there.',
        };
      }
      if (details.keyless === true) {
        return {
          wrong: `${path} is a copy of a store: this laptop has no key in it, and nothing to sign with.`,
          todo: 'Make the pack on the laptop that keeps the store, or a report, which needs no signature.',
        };
      }
      if (details.reopen === true) {
        return {
          wrong: `Writing failed${why ? ` (${why})` : ''}, so nothing more is recorded until the store is opened anew.`,
          todo: 'Make room on the disk, then close the store and open it again; what was confirmed is there.',
        };
      }
      return {
        wrong: `The store cannot be written${path ? ` at ${path}` : ''}${why ? `: ${why}` : ''}.`,
        todo: "Check its folder's permissions and the free space on the disk.",
      };
    case 'STORE_TOO_NEW':
      return { wrong: 'A newer release wrote this store.', todo: 'Install that release; nothing here was touched.' };
    case 'CANNOT_READ':
      return { wrong: `${path ?? 'The file'} cannot be read: ${why ?? 'it is not there'}.`, todo: 'Check the file.' };
    case 'CANNOT_WRITE':
      return {
        wrong: `${path ?? 'The file'} cannot be written${why ? `: ${why}` : ''}.`,
        todo:
          details.isOpen === true
            ? 'Close the file there and do it again, or choose another name.'
            : 'Check the folder, its permissions and the free space.',
      };
    default:
      return unreachable(code);
  }
}

function invalid(details: Refusal['details']): Explained {
  const why = said(details.why) ?? 'is not of the right form';
  const field = said(details.field) ?? '';
  if (why === 'is not a known field') {
    return { wrong: `“${field}” ${why} here.`, todo: 'Leave it out, or check its spelling.' };
  }
  const value = field === 'command' || field === 'query' ? said(details.value) : null;
  const bound = typeof details.slots === 'number' ? `; there are ${details.slots}` : '';
  // To whom a transfer goes, and until when a report or a comparison reaches, have one name.
  const name = field === 'to' && /date-time|lies before/.test(why) ? 'the end' : fieldName(field);
  return {
    wrong: `${value ? `“${value}”` : upper(name)} ${why}${bound}.`,
    todo: 'Put it right and try again.',
  };
}

/** What is looked for, by its kind and the name that was given for it. */
function called(details: Refusal['details']): { readonly kind: string; readonly name: string | null } {
  const { tag, case: box, holder, operator, receipt, eventId, value } = details;
  const name = [tag, box, holder, operator, receipt, eventId, value].find((one) => typeof one === 'string');
  return { kind: said(details.entity) ?? 'entry', name: said(name) };
}

function notFound(details: Refusal['details']): Explained {
  const { kind, name } = called(details);
  const add = 'Check the spelling, or add it first.';
  switch (kind) {
    case 'asset':
      if (said(details.slot)) return emptySlot(details);
      return { wrong: name ? `No asset has the tag or barcode “${name}”.` : 'No asset has that code.', todo: add };
    case 'case':
    case 'holder':
    case 'operator':
      return { wrong: name ? `There is no ${kind} “${name}”.` : `There is no such ${kind}.`, todo: add };
    case 'flag':
      return { wrong: 'That event carries no unanswered flag.', todo: 'Look at its history.' };
    case 'item':
      return { wrong: 'That line is not in your queue any more.', todo: 'Look at the queue again.' };
    default:
      return { wrong: name ? `There is no ${kind} ${name}.` : `There is no such ${kind}.`, todo: 'Check its number.' };
  }
}

/** The label of a slot was read for what is in it. */
function emptySlot(details: Refusal['details']): Explained {
  const where = `Slot ${said(details.slot)} of ${said(details.case) ?? 'the case'} is empty`;
  const belongs = said(details.belongs);
  return belongs
    ? { wrong: `${where}; ${belongs}, which belongs there, is not in it.`, todo: `Scan ${belongs} by its own label.` }
    : { wrong: `${where}, and nothing belongs there.`, todo: 'Scan the thing by its own label, or another slot.' };
}

function notYet(details: Refusal['details']): Explained {
  const { kind, name } = called(details);
  return {
    wrong: `${name ? `The ${kind} ${name}` : `That ${kind}`} was not there yet at that moment.`,
    todo: 'Choose a later moment, or have it corrected when it was added.',
  };
}

function duplicate(details: Refusal['details']): Explained {
  const value = said(details.value);
  const that = value ? `“${value}”` : 'That';
  switch (details.entity) {
    case 'asset':
      return { wrong: `${that} is, or was, the tag or barcode of another asset.`, todo: 'Check what was scanned.' };
    case 'command':
      return {
        wrong: `The command id${value ? ` ${that}` : ''} was used for another command.`,
        todo: 'Give each command an id of its own.',
      };
    case 'flag':
      return {
        wrong: 'That event is flagged already, and the flag is unanswered.',
        todo: 'An admin corrects the event or dismisses the flag.',
      };
    case 'item':
      return { wrong: `${value ?? 'An asset'} is in the list twice.`, todo: 'Take one of the lines out.' };
    case 'store':
      return {
        wrong: `There is a store already${value ? ` at ${value}` : ''}.`,
        todo: 'Open it, or name another file.',
      };
    default:
      return {
        wrong: `There is another ${said(details.entity) ?? 'entry'}${value ? ` ${that}` : ''} already, perhaps one no longer in use.`,
        todo: 'Choose another name.',
      };
  }
}

function illegal(details: Refusal['details']): Explained {
  const { tag, holder, operator, assignment, tags, why } = details;
  const look = 'Look at its history.';
  if (typeof assignment === 'string') {
    return {
      wrong: `“${assignment}” is ${said(details.status) ?? 'further on'}, so this step cannot be taken.`,
      todo: 'Its steps are delivered, read, acknowledged, completed, one after the other.',
    };
  }
  const who = said([tag, details.case, holder, operator].find((one) => typeof one === 'string')) ?? 'It';
  if (Array.isArray(tags)) {
    const verb = typeof holder === 'string' ? 'still has' : 'still holds';
    const todo = tags.length === 1 ? 'Return or move it first.' : 'Return or move them first.';
    return { wrong: `${who} ${verb} ${inList(tags, 'and')} at that moment.`, todo };
  }
  switch (why) {
    case 'empty':
      return {
        wrong: `Slot ${said(details.slot) ?? 'there'} of ${who} is empty at that moment.`,
        todo: 'Check the number.',
      };
    case 'sealed':
      return { wrong: `${who} is sealed already, with ${said(details.seal) ?? 'a seal'}.`, todo: 'Unseal it first.' };
    case 'unsealed':
      return { wrong: `${who} is not sealed at that moment.`, todo: 'Check which case it is, or the time.' };
    case 'retired':
      return { wrong: `${who} is retired by then.`, todo: 'Choose another case, or have its retirement corrected.' };
    case 'deactivated':
      return { wrong: `${who} is deactivated.`, todo: 'Choose somebody else.' };
    case 'exists':
      return { wrong: `${who} is there already at that moment.`, todo: look };
    case 'is the last active admin':
      return {
        wrong: `${who} is the last active admin, and one must be left.`,
        todo: 'Make somebody else admin first.',
      };
    case 'is not with this holder':
      return {
        wrong: `${who} is ${placeName(details.custody)}, not with the holder who was named.`,
        todo: 'Name the holder who has it, or take it out of the list.',
      };
    default:
      return wrongCustody(who, details);
  }
}

const DOING: Readonly<Record<string, string>> = {
  ASSET_PLACED: 'be placed',
  ASSET_MOVED: 'be moved there',
  ASSET_ISSUED: 'be issued',
  ASSET_RETURNED: 'be returned',
  ASSET_TRANSFERRED: 'be handed on to that holder',
  SLOT_VACATED: 'be taken out of that slot',
  ASSET_REPLACED: 'be replaced',
  ASSET_RETIRED: 'be retired',
  ASSET_LOST: 'be lost',
  ASSET_FOUND: 'be found',
  ASSET_INSPECTED: 'be inspected',
};

const ADVICE: Readonly<Record<string, string>> = {
  unplaced: 'Place it or issue it first.',
  slot: 'Issue it from there, or move it to another slot.',
  holder: 'Have it returned first, or hand it on to somebody else.',
  lost: 'Record first that it was found.',
  retired: 'What is retired stays so; an admin can correct a mistake.',
};

function wrongCustody(who: string, { custody, type, field }: Refusal['details']): Explained {
  const asSpare = field === 'replacement';
  const doing = asSpare ? 'take the place of another' : (DOING[said(type) ?? ''] ?? 'have this done to it');
  const status = custody !== null && typeof custody === 'object' && 'status' in custody ? said(custody.status) : null;
  const todo = asSpare ? 'Choose one that has no place of its own.' : ADVICE[status ?? ''];
  return {
    wrong: `${who} is ${placeName(custody)} at that moment, so it cannot ${doing}.`,
    todo: todo ?? 'Look at its history.',
  };
}

/** Names the later record, and what would be wrong with it. */
function clash({ type, occurredAt, because, ...details }: Refusal['details']): Explained {
  if (details.batch !== undefined) return importInUse(details);
  const about = said([details.tag, details.case, details.holder].find((one) => typeof one === 'string'));
  const record = `${eventName(said(type) ?? '')}${about ? ` of ${about}` : ''}${occurredAt ? ` ${onDay(said(occurredAt) ?? '')}` : ''}`;
  const reason = isRefusal(because)
    ? explain(because).wrong.replace(/^(The|That|There|No) /, (word) => word.toLowerCase())
    : null;
  return {
    wrong: reason
      ? `With this, ${record} could not have happened: ${reason}`
      : `With this, ${record} could not have happened.`,
    todo: 'Correct that record first, or both together.',
  };
}

/** An import that cannot be undone, with all that something happened to since. */
function importInUse({ assets, cases, holders, count }: Refusal['details']): Explained {
  const listed = [assets, cases, holders].flatMap((one) => (Array.isArray(one) ? one : []));
  const shown = listed.slice(0, 10);
  const others = Math.max(typeof count === 'number' ? count : 0, listed.length) - shown.length;
  const names = others > 0 ? [...shown, `${others.toLocaleString('en')} more`] : shown;
  return {
    wrong: `This import cannot be undone: more was recorded since about ${inList(names, 'and')}.`,
    todo: 'Correct what was recorded about them first, or correct single entries of the import.',
  };
}

/** What the engine put beside a clash; anything else in its place is not explained. */
function isRefusal(value: unknown): value is Refusal {
  return value !== null && typeof value === 'object' && 'code' in value && 'details' in value;
}

function notCorrectable({ type }: Refusal['details']): Explained {
  if (type === 'EVENT_VOIDED') return { wrong: 'What was voided stays void.', todo: 'Record anew what happened.' };
  if (type === 'HANDOVER_COMMITTED') {
    return {
      wrong: 'A receipt cannot be corrected.',
      todo: 'Correct the events of its assets; the receipt then says so.',
    };
  }
  return {
    wrong: `${upper(eventName(said(type) ?? ''))} cannot be corrected.`,
    todo: 'Only what happened to assets, cases and holders can.',
  };
}

function notAllowed(details: Refusal['details']): Explained {
  const { needs } = details;
  if (needs === 'pin') {
    const operator = said(details.operator);
    return operator
      ? { wrong: `${operator} has not confirmed this with the PIN.`, todo: `Ask ${operator} for it, then repeat.` }
      : { wrong: 'This needs your PIN again.', todo: 'Confirm it, then repeat.' };
  }
  if (needs === 'recipient') {
    const recipient = said(details.recipient) ?? 'its recipient';
    return {
      wrong: `This assignment is for ${recipient} alone; nobody can do it on another's behalf.`,
      todo: `Let ${recipient} sign in.`,
    };
  }
  if (needs === 'now') {
    return { wrong: 'The window shows a past moment, and commands are off.', todo: 'Go back to now, then repeat.' };
  }
  if (needs === 'reading') {
    return {
      wrong: `The text was not read from here${details.why ? `: ${said(details.why)}` : ''}.`,
      todo: 'Open it, read it to the end, then confirm.',
    };
  }
  const roles = Array.isArray(needs) ? inList(needs, 'or') : 'admin';
  const role = said(details.role);
  return {
    wrong: `This needs the role ${roles}${role ? `; yours is ${role}` : ''}.`,
    todo: 'Ask somebody who has it.',
  };
}
