import type { Acceptance, HandoverKind } from './contract/commands.ts';
import { counted } from './uiWordsFrame.ts';

type Party = Acceptance['party'];
type ByKind = Readonly<Record<HandoverKind, string>>;

const titles: ByKind = { issue: 'Issue', return: 'Return', transfer: 'Transfer' };

/** What the parties of a handover are called; receipts call them so too. */
export const partyWords: Readonly<Record<HandoverKind, Readonly<Partial<Record<Party, string>>>>> = {
  issue: { operator: 'Handed over by', holder: 'Received by' },
  return: { holder: 'Handed back by', operator: 'Taken back by' },
  transfer: { holder: 'Handed on by', to: 'Received by' },
};

/** What a party accepts. It is frozen in the receipt as it stands here. */
const meanings: Readonly<Record<HandoverKind, Readonly<Partial<Record<Party, string>>>>> = {
  issue: {
    operator: 'I handed over the equipment listed, in the condition stated.',
    holder: 'I received the equipment listed and accept responsibility for it.',
  },
  return: {
    holder: 'I handed back the equipment listed, in the condition stated.',
    operator: 'I took back the equipment listed, in the condition stated.',
  },
  transfer: {
    holder: 'I handed on the equipment listed, in the condition stated.',
    to: 'I received the equipment listed and accept responsibility for it.',
  },
};

const one = (n: number, single: string, several: string): string => (n === 1 ? single : several);

/** Words of the desk where equipment is issued, taken back and transferred. */
export const deskWords = {
  titles,
  lead: 'Scan to add. Enter never commits.',

  particulars: {
    label: 'Who, where, until when',
    receiver: 'Issue to',
    giver: 'From',
    receiverOfTransfer: 'To',
    bringer: 'Brought back by',
    bringerHint: 'optional; anybody may bring it',
    find: 'Type a name',
    nobody: 'No holder is called so.',
    notChosen: 'Choose one of the list, or add a new holder.',
    add: (name: string) => `Add “${name}” as a new holder`,
    clear: 'Choose somebody else',
    holds: (n: number, overdue: number) =>
      n === 0 ? 'holds nothing now' : `holds ${n.toLocaleString('en')} now${overdue > 0 ? `, ${overdue} overdue` : ''}`,
    due: 'Due back',
    noDue: 'No date',
    picks: { today: 'Today', tomorrow: 'Tomorrow', week: 'In a week' },
    pickTime: (pick: string, time: string) => `${pick} ${time}`,
    duePast: 'This moment has passed: it would be overdue at once.',
    place: 'Place',
    placeHint: 'building, room, site',
    purpose: 'Purpose',
    purposeHint: 'exercise, order, project',
  },

  addHolder: {
    title: 'A new holder',
    name: 'Name',
    reference: 'Reference',
    referenceHint: 'Service number, badge: what tells two people of one name apart',
    organisation: 'Organisation',
    contact: 'Contact',
    submit: 'Add and choose',
    added: (name: string) => `${name} is a holder now`,
  },

  waiting: {
    were: (n: number, since: string) => `${counted(n, 'item')} ${one(n, 'was', 'were')} waiting from ${since}.`,
    hint: 'Nothing of it was handed over yet. Go on scanning, or discard what is not meant any more.',
    dismiss: 'Go on',
    passing: (n: number, kind: HandoverKind, since: string) =>
      `${titles[kind]}: ${counted(n, 'item')} ${one(n, 'is', 'are')} waiting from ${since}.`,
    inRail: (n: number) => `${n} waiting`,
  },

  enter: {
    label: 'Tag or case, typed',
    hint: 'Label unreadable? Type what stands on it',
    add: 'Add',
  },

  last: {
    none: 'Ready to scan. A case’s label takes everything that is in it, a slot’s label what is in the slot.',
    noneReturn: 'Ready to scan. A case’s label takes everything that is out of it, a slot’s label what belongs there.',
    ready: 'Ready',
    blocked: 'Blocked',
    repeated: 'In the list already',
    wholeCase: (code: string, n: number) => `${code}: ${counted(n, 'item')} added`,
    blockedOf: (n: number) => `${n} of them blocked`,
    place: (position: number) => `No. ${position}`,
  },

  queue: {
    label: (kind: HandoverKind) => `Lines to ${kind}`,
    number: 'No.',
    asset: 'Asset',
    where: { issue: 'Where it is', return: 'With', transfer: 'With' } satisfies ByKind,
    into: 'Goes to',
    check: 'Check',
    details: 'Condition, note',
    asRead: (code: string) => `read as ${code}`,
    unknown: 'unknown code',
    ready: 'Ready',
    blocked: 'Blocked',
    repeats: (n: number) => `scanned ${n + 1} times`,
    due: (at: string) => `due ${at}`,
    overdue: (at: string) => `overdue since ${at}`,
    alsoIn: (kind: HandoverKind) => `also waits in ${titles[kind]}`,
    notHome: (slot: string) => `home is ${slot}`,
    unplaced: 'unplaced',
    noHome: 'It has no home slot.',
    homeTaken: (slot: string) => `Another line goes to its home ${slot}.`,
    addDetails: 'Add',
    editDetails: (tag: string) => `condition, note and slot of ${tag}`,
    editDetailsPlain: (tag: string) => `condition and note of ${tag}`,
    remove: (name: string) => `Remove ${name} from the list`,
    discard: 'Discard all',
    emptyTitle: {
      issue: 'Nothing to issue yet',
      return: 'Nothing to take back yet',
      transfer: 'Nothing to transfer yet',
    } satisfies ByKind,
    emptyHint: {
      issue: 'Scan the assets one after the other, or the label of a case to take all of it.',
      return: 'Scan what comes back, one after the other. Each goes to its home slot unless you say otherwise.',
      transfer: 'Scan what goes from one holder to the other, without coming back here in between.',
    } satisfies ByKind,
    reader: 'An auditor reads and verifies; handing over is for technicians, coordinators and admins.',
  },

  discard: {
    title: (n: number) => `Discard ${one(n, 'this line', `these ${n} lines`)}?`,
    hint: 'What was scanned is taken off your list. No custody changes.',
    confirm: (n: number) => `Discard ${counted(n, 'line')}`,
  },

  details: {
    condition: 'Condition',
    conditions: { good: 'good', worn: 'worn', damaged: 'damaged', failed: 'failed' } as const,
    conditionNotSaid: 'not said',
    note: 'Note',
    noteHint: 'what goes along with it',
    along: ['charger', 'cable'] as const,
    slot: 'Goes to',
    slotOther: 'Another slot',
    slotNone: 'Unplaced',
    close: 'Done',
  },

  problems: {
    unknown: (n: number) => one(n, 'This code is not known here.', `${n} codes are not known here.`),
    unknownRow: 'Not known here',
    out: (n: number, holder: string) => `${one(n, 'It is', `${n} are`)} out already, with ${holder}.`,
    outRow: (holder: string) => `Out with ${holder}`,
    hasIt: (n: number, holder: string) => `${holder} has ${one(n, 'it', `${n} of these`)} already.`,
    inSlot: (n: number) =>
      one(n, 'It is not out: it is in its case.', `${n} of these are not out: they are in a case.`),
    inSlotRow: (slot: string) => `In ${slot}, not out`,
    otherHolder: (n: number, holder: string) =>
      `${one(n, 'It is', `${n} are`)} not with the giver, but with ${holder}.`,
    otherHolderRow: (holder: string) => `With ${holder}`,
    unplaced: (n: number) => one(n, 'It is not out: it is unplaced.', `${n} of these are not out: they are unplaced.`),
    unplacedRow: 'Unplaced, not out',
    lost: (n: number) => one(n, 'It is recorded as lost.', `${n} of these are recorded as lost.`),
    retired: (n: number) => one(n, 'It is retired.', `${n} of these are retired.`),
    sealedOut: (code: string, seal: string) => `${code} is sealed with ${seal}: nothing can leave it.`,
    sealedIn: (code: string, seal: string) => `${code} is sealed with ${seal}: nothing can go into it.`,
    sealedRow: (code: string) => `${code} is sealed`,
    occupied: (slot: string, by: string) => `${slot} holds ${by}.`,
    lines: (n: number) => counted(n, 'line'),
    isCase: {
      issue: 'A case with nothing in it.',
      return: 'A case with nothing out of it.',
      transfer: 'A case with nothing out of it.',
    } satisfies ByKind,
    isHolder: 'A holder, no asset.',
    isReceipt: 'A receipt, no asset.',
  },

  fixes: {
    remove: (n: number) => one(n, 'Remove', `Remove all ${n}`),
    transfer: (n: number) => one(n, 'Transfer instead', `Transfer all ${n} instead`),
    return: (n: number) => one(n, 'Return first', `Return all ${n} first`),
    issue: (n: number) => one(n, 'Issue instead', `Issue all ${n} instead`),
    unseal: (code: string) => `Unseal ${code} …`,
    addAsset: 'Add this asset …',
    found: (n: number) => one(n, 'It was found', `All ${n} were found`),
    slot: 'Choose a slot',
    leaveUnplaced: 'Leave it unplaced',
    now: 'Set the time back to now',
    chooseHolder: 'Hand over to this holder',
    otherHolder: 'Choose another holder',
    openReceipt: 'Open the receipt',
    moved: (n: number, kind: HandoverKind) => `${counted(n, 'line')} moved to ${titles[kind]}`,
    needsCoordinator: 'A coordinator or an admin can add it.',
  },

  addAsset: {
    title: 'A new asset',
    tag: 'Tag',
    tagHint: 'as it was read',
    model: 'Model',
    serial: 'Serial',
    submit: 'Add the asset',
    done: (tag: string) => `${tag} was added, unplaced`,
  },

  summary: {
    label: 'Summary',
    scanned: (n: number) => `${n.toLocaleString('en')} scanned`,
    ready: (n: number) => `${n.toLocaleString('en')} ready`,
    blocked: (n: number) => `${n.toLocaleString('en')} blocked`,
    leave: (n: number, stay: number) => `${n} ${one(n, 'leaves', 'leave')}, ${stay} ${one(stay, 'stays', 'stay')}`,
    goHome: (n: number) => `${n} ${one(n, 'comes', 'come')} home`,
    complete: 'complete',
    conditionAll: 'Condition of all lines',
    missing: (n: number) => `${n} missing`,
    extra: (n: number) => `${n} extra`,
    missingSlot: (slot: number) => `slot ${slot}`,
    missingBlocked: 'on the list, but blocked',
    missingWith: (where: string) => `with ${where}`,
    extraHome: (slot: string) => `belongs in ${slot}`,
    extraNoHome: 'has no home slot',
  },

  acceptance: {
    title: 'Acceptance',
    terms: (version: number) => `Terms ${version}`,
    termsTitle: (version: number) => `Terms, version ${version}`,
    parties: partyWords,
    meanings,
    nobodyYet: 'nobody named yet',
    pin: 'PIN',
    draw: 'Sign',
    witness: 'Witness',
    methodOf: (method: string, label: string) => `${method}: ${label.toLowerCase()}`,
    pinOnly: 'A PIN is for people who sign in here',
    by: {
      pin: 'confirmed by PIN',
      drawn: 'signed by hand',
      witnessed: (witness: string) => `witnessed by ${witness}`,
    } as const,
    withdraw: 'Take back',
    withdrawOf: (name: string) => `Take back the acceptance of ${name}`,
    again: (given: number, now: number) =>
      given === now ? 'The list has changed since.' : `It was ${given}, it is ${now} now: the list has changed.`,
    pinWhy: (meaning: string, n: number) => `“${meaning}” – ${counted(n, 'item')}.`,
  },

  accept: {
    drawTitle: (name: string) => `${name || 'Somebody'} signs`,
    witnessTitle: (name: string) => `${name || 'Somebody'} accepts before a witness`,
    items: (n: number) => counted(n, 'item'),
    name: 'Name of who accepts',
    witness: 'Name of the witness',
    witnessHint: 'Who saw that it was handed over, and answers for it. Not one of the parties.',
    ownWitness: 'Who accepts cannot be the witness of it. Name somebody else who saw it.',
    submit: 'Accept',
  },

  signature: {
    label: 'Signature',
    hint: 'Sign with pen, finger or mouse.',
    keys: 'By keyboard: arrow keys move the pen, Space sets it down and lifts it, Backspace takes the last stroke back.',
    down: 'Pen down',
    up: 'Pen up',
    clear: 'Clear',
    strokes: (n: number) => (n === 0 ? 'No stroke yet' : counted(n, 'stroke')),
    of: (name: string) => `Signature of ${name}`,
  },

  commit: {
    /** the one act of the desk */
    submit: {
      issue: (n: number) => `Hand over ${counted(n, 'ready line')}`,
      return: (n: number) => `Take back ${counted(n, 'ready line')}`,
      transfer: (n: number) => `Transfer ${counted(n, 'ready line')}`,
    } satisfies Readonly<Record<HandoverKind, (n: number) => string>>,
    stays: (n: number) => `${n} blocked ${one(n, 'stays', 'stay')} in the list.`,
    nothing: 'No line is ready.',
    chooseReceiver: 'Choose who receives it.',
    chooseGiver: 'Choose whose it is now.',
    without: (names: readonly string[]) =>
      `Not accepted by ${names.join(' and ')}: possible, but listed as “cannot be proven”.`,
    spaceOnly: 'Space or a click commits. Enter never does.',
  },
} as const;
