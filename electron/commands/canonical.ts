import { hash } from 'node:crypto';

/** JSON with the names of every object in order, so that equal contents give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/**
 * The content of a command, without its id and without whether it was only tried. The hash stands in the log, where a
 * PIN of six digits would be guessed from it in no time: a PIN goes in as something only this laptop can make of it.
 *
 * @returns '' for a command without an id: nothing will ever be compared with it
 */
export function commandHash(command: Readonly<Record<string, unknown>>, disguise: (pin: string) => string): string {
  const { commandId, dryRun: _dryRun, pin, ...content } = command;
  if (commandId === undefined) return '';
  return sha256(canonicalJson(pin === undefined ? content : { ...content, pin: disguise(canonicalJson(pin)) }));
}
