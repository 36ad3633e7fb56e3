import { type AssetField, assetFields, type HolderField, holderFields, type ImportKind } from './importForm.ts';

/** Our field → their columns, in the order in which they are asked. */
export type ColumnMap = Readonly<Partial<Record<AssetField | HolderField, readonly string[]>>>;

export const fieldsOf = (kind: ImportKind): readonly (AssetField | HolderField)[] =>
  kind === 'assets' ? assetFields : holderFields;

/** The heads of AssetTrack's own templates, with what each is read as. */
export const templateColumns: Readonly<Record<ImportKind, readonly (readonly [string, AssetField | HolderField])[]>> = {
  assets: [
    ['equipment_type', 'category'],
    ['asset_tag', 'tag'],
    ['barcode', 'barcode'],
    ['serial_number', 'serial'],
    ['manufacturer', 'manufacturer'],
    ['model', 'model'],
    ['model_code', 'modelCode'],
    ['building_room', 'place'],
    ['case_identifier', 'case'],
    ['slot_identifier', 'slot'],
    ['notes_comments', 'notes'],
  ],
  holders: [
    ['name', 'name'],
    ['reference', 'reference'],
    ['organisation', 'organisation'],
    ['contact', 'contact'],
  ],
};

/** How lists call our fields, without signs and spaces; the surer name first. */
const CALLED: Readonly<Record<AssetField | HolderField, readonly string[]>> = {
  tag: ['assettag', 'tag', 'inventorynumber', 'inventoryno', 'assetnumber', 'assetid', 'cleanassettag', 'cleantag'],
  barcode: ['barcode', 'qrcode', 'scancode', 'ean'],
  serial: ['serialnumber', 'serial', 'serialno', 'sn'],
  model: ['model', 'modelname', 'product', 'description'],
  manufacturer: ['manufacturer', 'make', 'brand', 'vendor', 'maker'],
  modelCode: ['modelcode', 'modelnumber', 'modelno', 'partnumber', 'productcode'],
  category: ['equipmenttype', 'category', 'type', 'assettype', 'kind', 'class'],
  notes: ['notescomments', 'notes', 'comments', 'note', 'comment', 'remarks', 'remark'],
  case: ['caseidentifier', 'casenumber', 'casecode', 'caseno', 'case', 'box', 'container'],
  slot: ['slotidentifier', 'slotnumber', 'slotno', 'slot', 'position', 'bay'],
  place: ['buildingroom', 'place', 'room', 'location', 'site', 'building'],
  home: ['homeslot', 'home'],
  name: ['name', 'fullname', 'holdername', 'holder', 'person', 'displayname'],
  reference: ['reference', 'ref', 'employeenumber', 'employeeid', 'staffnumber', 'personnelnumber', 'badge', 'id'],
  organisation: ['organisation', 'organization', 'department', 'unit', 'team', 'company'],
  contact: ['contact', 'email', 'mail', 'phone', 'telephone', 'mobile'],
};

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What the columns of a list seem to be, by their names. A second column of the same meaning is asked where the first is empty. */
export function suggestMap(kind: ImportKind, columns: readonly string[]): ColumnMap {
  const taken = new Set<string>();
  const map: Partial<Record<AssetField | HolderField, readonly string[]>> = {};
  for (const field of fieldsOf(kind)) {
    const found = CALLED[field].flatMap((called) =>
      columns.filter((column) => bare(column) === called && !taken.has(column)),
    );
    const used = field === 'tag' ? found : found.slice(0, 1);
    for (const column of used) taken.add(column);
    if (used.length > 0) map[field] = used;
  }
  return map;
}

/** A list of things or of people, by which of our fields its columns seem to have; things where that says nothing. */
export function guessKind(columns: readonly string[]): ImportKind {
  const people = suggestMap('holders', columns);
  const things = suggestMap('assets', columns);
  if (things.tag || things.barcode || !people.name) return 'assets';
  return 'holders';
}

/** What a list is remembered by: the names of its columns, whatever their order. */
export const signatureOf = (columns: readonly string[]): string => columns.map(bare).toSorted().join('|');

/** The map with the columns that a list does not have left out. */
export function mapFor(map: ColumnMap, columns: readonly string[]): ColumnMap {
  const known = Object.entries(map).flatMap(([field, from]) => {
    const there = (from ?? []).filter((column) => columns.includes(column));
    return there.length > 0 ? [[field, there] as const] : [];
  });
  return Object.fromEntries(known);
}

/** Does the map name what every row must have? */
export const isEnough = (kind: ImportKind, map: ColumnMap): boolean =>
  kind === 'assets' ? map.tag !== undefined || map.barcode !== undefined : map.name !== undefined;
