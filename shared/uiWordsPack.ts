import type { DocumentHead } from './report/document.ts';

/** `64559445 246a1833 …`: a key's fingerprint as people compare it, aloud or on paper. */
export const spaced = (hex: string): string => hex.replace(/(.{8})(?!$)/g, '$1 ');

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

/** So many are named one by one; what comes after is counted. */
const NAMED_RANGES = 20;

function ranges(runs: readonly (readonly [number, number])[]): string {
  const named = runs.slice(0, NAMED_RANGES).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const more = runs.length - named.length;
  return more > 0 ? `${named.join(', ')}, and ${more} more` : named.join(', ');
}

/** Words in, and about, a custody pack. Each statement can be read by itself by somebody who knows nothing of the app. */
export const packWords = {
  tooLarge: 'the pack would be larger than a pack may be; narrow it to fewer assets, cases or holders',
  disagrees: (seq: number) => `entry no. ${seq} does not agree with its hash, so no pack is made; verify the store`,
  noVerifier: 'verify.html, the page that goes into every pack, was not built yet: run `npm run build`',
  noPdf: (why: string) => `The pack has HTML instead of PDF: ${why}`,

  readMe: ({ title, subject, organisation, documentNumber, generatedAt }: DocumentHead): string =>
    `${title}${subject === null ? '' : `: ${subject}`}
${organisation} · ${documentNumber} · ${generatedAt}

This is a custody pack of AssetTrack.

report.pdf or .html  the report, for people
report.csv           the same, for programs
receipts.*           the receipts of the handovers concerned, if there are any
events.jsonl         every entry concerned, one a line, with its hash and the hash of the one before it
verify.html          a page that checks this pack in a browser, without a network
manifest.json        the SHA-256 of each of these files, and where the record ended when the pack was made
manifest.sig         the signature of the manifest by the laptop that made the pack (Ed25519)

To check it without a network: open verify.html in a browser and choose this pack, or, on any computer with AssetTrack,

  assettrack verify PACK.zip --key FINGERPRINT

The fingerprint of the laptop's key must come from the organisation by another way than this pack: who forges a pack
signs it with a key of their own. And who forges a pack can forge the page in it: where much depends on it, check with
AssetTrack itself, or with the verify.html of a pack whose origin you know. The same version of AssetTrack puts the same
page, to the byte, into every pack; its SHA-256 is in manifest.json.
`,

  verdicts: { proven: 'PROVEN', 'not proven': 'NOT PROVEN', broken: 'BROKEN' },
  isStore: 'it is a store: name it with --store',
  isNoPack: 'it is no custody pack',
  archive: {
    form: 'This is no whole pack: the archive is damaged, cut off, or has something in it that no pack has.',
    names: 'The archive holds a name that no pack has, or something that is no file.',
    size: 'The archive would unpack to more than a pack may be.',
    twice: 'The archive holds two files of one name.',
  },
  manifestMissing: 'The manifest or its signature is missing.',
  manifestForm: 'The manifest is not of the form that a pack of this version has.',
  signatureForm: 'The signature is not of the form that a pack has.',
  signatureWrong:
    'The signature does not fit the manifest: it was changed after it was signed, or another key signed it.',
  signed: (organisation: string, device: string, at: string) =>
    `The manifest was signed by the key it names, in the name of ${organisation}, device ${device}, with the time ${at}; it has not changed since.`,
  keyKnown: (fingerprint: string) => `The signing key is the one you named: ${spaced(fingerprint)}.`,
  keyOther: (fingerprint: string) =>
    `The signing key is not the one you named. The pack was signed with ${spaced(fingerprint)}.`,
  keyUnknown: (fingerprint: string) =>
    `Whose key it is. Anybody can make a pack and sign it with a key of their own. Ask the organisation, by another way than this pack, whether its device has the fingerprint ${spaced(fingerprint)}, then check again and name it (on the command line: --key).`,
  signerForeign: 'The signing key belongs to none of the devices whose entries the pack tells of.',

  fileMissing: (name: string) => `${name} is missing.`,
  fileAdded: (name: string) => `${name} is in the archive, but not in the manifest.`,
  fileChanged: (name: string) => `${name} is not what was signed: its SHA-256 or its length is another.`,
  files: (names: readonly string[]) => `These files are, byte for byte, what was signed: ${names.join(', ')}.`,

  lineForm: (line: number) => `Line ${line} of events.jsonl is no entry in the form that a pack has.`,
  hashWrong: (seq: number) => `Entry no. ${seq} does not agree with its hash: it was changed.`,
  order: (seq: number) => `Entry no. ${seq} is not in the order of the record, or is there twice.`,
  linkWrong: (seq: number) => `Entry no. ${seq} does not follow the entry before it in its device's chain.`,
  beyond: (seq: number) => `Entry no. ${seq} lies beyond the end that the manifest tells.`,
  headWrong: (device: string) => `The last entry of device ${device} is not the one that the manifest tells.`,
  chainUnknown: (seq: number) => `Entry no. ${seq} is of a device that the manifest does not tell of.`,
  genesis: (device: string) => `The chain of device ${device} does not begin with that device's key in this store.`,
  correctsMissing: (seq: number) => `Entry no. ${seq} corrects an entry that is not in the pack.`,
  countWrong: 'There are more or fewer entries than the manifest tells.',
  wholeWrong: 'The manifest says that every entry of the record is in the pack, but some are not.',

  hashes: (count: number) =>
    `Each of the ${entries(count)} in events.jsonl agrees with its own hash, computed anew: no word of it was changed without its hash.`,
  chainWhole: (device: string, last: number) =>
    `Device ${device}: every entry from its first to no. ${last} of its chain is there, each carrying the hash of the one before. None was put in, taken out or moved between them.`,
  chainParts: (device: string, runs: readonly (readonly [number, number])[], last: number) =>
    `Device ${device}: of the ${last} entries of its chain, these are there, without a gap where a range is named: ${ranges(runs)}.`,
  chainGaps: (device: string, missing: number) =>
    `Device ${device}: what the ${entries(missing)} say that are not in the pack. That none of them concerns what the pack is about, the signature says; the hashes cannot show it. A pack of the whole ledger can.`,
  others: (signer: string, others: readonly string[]) =>
    `That the entries of ${others.length === 1 ? 'device' : 'devices'} ${others.join(', ')} are those that were written there. Only device ${signer} signed; it tells what its copy of the record holds of the others. A pack signed by them shows it.`,
  wholeLedger: (last: number) => `Every entry of the record up to no. ${last} is in the pack, without a gap.`,
  tail: (at: string, seq: number) =>
    `That nothing was recorded after no. ${seq}, or that the end of the record was not cut off before the pack was made at ${at}. Only a later number on a receipt, an export or another pack shows that.`,
  truth: 'That what people entered is true, and that the laptop’s clock was right.',
  rendering:
    'That the report and the receipts say the same as events.jsonl. They were made from the same record and signed together; this check does not read them.',
} as const;
