import type { Role } from '../../shared/session.ts';

/** Who and what the sample organisation is made of. Nobody in it is real; the equipment is of kinds that exist. */

export const ORGANISATION = 'Harbour District Field Services (sample)';

/** The same for everybody here, because it protects nothing. */
export const PIN = '246810';

export const operators = {
  admin: { name: 'Store admin', role: 'admin' },
  coordinator: { name: 'Kit coordinator', role: 'coordinator' },
  technician: { name: 'Counter technician', role: 'technician' },
  auditor: { name: 'Visiting auditor', role: 'auditor' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly role: Role }>>;

interface Kind {
  readonly count: number;
  readonly category: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly modelCode: string;
}

interface CaseCast {
  readonly code: string;
  readonly name: string;
  readonly slots: number;
  readonly place: string;
  /** tags of what is in it begin so */
  readonly prefix: string;
  readonly kinds: readonly Kind[];
}

export const cases: readonly CaseCast[] = [
  {
    code: 'CASE-11',
    name: 'Field laptops',
    slots: 40,
    place: 'Building 3, room 114',
    prefix: 'HDL4C7',
    kinds: [
      { count: 22, category: 'Laptop', manufacturer: 'Dell', model: 'Latitude 7330 Rugged', modelCode: '7330-G2' },
      { count: 16, category: 'Laptop', manufacturer: 'Panasonic', model: 'Toughbook 40', modelCode: 'FZ-40AC' },
    ],
  },
  {
    code: 'CASE-12',
    name: 'Hand radios',
    slots: 48,
    place: 'Radio desk, Building 1',
    prefix: 'HDR2K5',
    kinds: [
      { count: 30, category: 'Radio', manufacturer: 'Motorola', model: 'R7 VHF', modelCode: 'MDH06' },
      { count: 16, category: 'Radio', manufacturer: 'Hytera', model: 'HP685', modelCode: 'HP685-U1' },
    ],
  },
  {
    code: 'CASE-13',
    name: 'Survey tablets and GNSS',
    slots: 36,
    place: 'Building 3, room 118',
    prefix: 'HDS7T2',
    kinds: [
      { count: 20, category: 'Tablet', manufacturer: 'Samsung', model: 'Galaxy Tab Active5', modelCode: 'SM-X306B' },
      { count: 12, category: 'GNSS receiver', manufacturer: 'Trimble', model: 'R580', modelCode: '121580' },
    ],
  },
  {
    code: 'CASE-14',
    name: 'Cameras',
    slots: 24,
    place: 'Depot North, cage 2',
    prefix: 'HDC5P1',
    kinds: [
      { count: 12, category: 'Camera', manufacturer: 'Olympus', model: 'Tough TG-6', modelCode: 'V104210' },
      { count: 8, category: 'Thermal camera', manufacturer: 'FLIR', model: 'E8 Pro', modelCode: '63908-0906' },
    ],
  },
  {
    code: 'CASE-15',
    name: 'Network kit',
    slots: 32,
    place: 'Depot North, cage 5',
    prefix: 'HDN3X8',
    kinds: [
      { count: 16, category: 'Router', manufacturer: 'Teltonika', model: 'RUTX50', modelCode: 'RUTX50000000' },
      { count: 12, category: 'Switch', manufacturer: 'Cisco', model: 'Catalyst IE-3300', modelCode: 'IE-3300-8T2S' },
    ],
  },
  {
    code: 'CASE-16',
    name: 'Test instruments',
    slots: 36,
    place: 'Workshop, Quay 7',
    prefix: 'HDT9M4',
    kinds: [
      { count: 18, category: 'Multimeter', manufacturer: 'Fluke', model: '87V', modelCode: 'FLUKE-87-5' },
      { count: 13, category: 'Gas detector', manufacturer: 'Dräger', model: 'X-am 2800', modelCode: '8328890' },
    ],
  },
];

/** Added without a place, to stand in for what breaks. */
export const spares: readonly (Kind & { readonly prefix: string })[] = [
  { count: 2, prefix: 'HDR2K5', category: 'Radio', manufacturer: 'Motorola', model: 'R7 VHF', modelCode: 'MDH06' },
  {
    count: 2,
    prefix: 'HDL4C7',
    category: 'Laptop',
    manufacturer: 'Panasonic',
    model: 'Toughbook 40',
    modelCode: 'FZ-40AC',
  },
];

export interface HolderCast {
  readonly name: string;
  readonly reference: string;
  readonly organisation: string;
  readonly contact: string;
}

const units: Readonly<Record<string, readonly string[]>> = {
  'Survey North': ['Survey lead North', 'Surveyor North 1', 'Surveyor North 2', 'Surveyor North 3', 'Chain hand North'],
  'Survey South': ['Survey lead South', 'Surveyor South 1', 'Surveyor South 2', 'Surveyor South 3', 'Chain hand South'],
  'Quay maintenance': ['Foreman Quay 7', 'Fitter Quay 7', 'Electrician Quay 7', 'Crane crew', 'Diving supervisor'],
  'Radio desk': ['Radio desk, day', 'Radio desk, night', 'Relay station Kilnbrook', 'Relay station Aldermoor'],
  Incident: ['Incident lead', 'Incident team A', 'Incident team B', 'Incident team C', 'Gatehouse'],
  Training: ['Training officer', 'Training room 2', 'Apprentice group'],
  Visitors: ['Visiting inspector', 'Contractor crew 1', 'Contractor crew 2'],
};

export const holders: readonly HolderCast[] = Object.entries(units)
  .flatMap(([organisation, names]) => names.map((name) => ({ organisation, name })))
  .map(({ organisation, name }, i) => ({
    name,
    organisation,
    reference: `E-${1101 + i * 7}`,
    contact: `extension ${4100 + i * 3}`,
  }));

export const places: readonly string[] = [
  'Counter, Building 3',
  'Depot North',
  'Quay 7 workshop',
  'Survey site Kilnbrook',
  'Aldermoor relay hut',
  'Training room 2',
];

export const purposes: readonly string[] = [
  'Bathymetry, east basin',
  'Level check, sluice 4',
  'Relay service',
  'Crane inspection',
  'Night watch',
  'Induction course',
  'Cable survey, Quay 7',
  'Storm readiness',
];

export const itemNotes: readonly string[] = [
  'with charger and cable',
  'no charger',
  'spare battery in the pouch',
  'strap is new',
  'without its sleeve',
];

export const TERMS =
  'Whoever accepts equipment keeps it safe, uses it for the stated purpose, and returns it complete by the due date. Loss and damage are reported to the counter on the same day.';
