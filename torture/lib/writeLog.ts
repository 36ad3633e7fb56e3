import { readFileSync } from 'node:fs';

/** One change to a file, as the shim saw it; in the order in which the calls returned. */
export type Change =
  | { readonly what: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly what: 'cut'; readonly path: string; readonly length: number }
  | { readonly what: 'sync'; readonly path: string }
  | { readonly what: 'create'; readonly path: string }
  | { readonly what: 'unlink'; readonly path: string }
  | { readonly what: 'rename'; readonly path: string; readonly to: string }
  | { readonly what: 'link'; readonly path: string; readonly to: string }
  | { readonly what: 'mark'; readonly text: string }
  /** the program has said this; see TORTURE_ANSWERS in shim.c */
  | { readonly what: 'answer'; readonly text: string };

/** what (1), length of the path (2), offset (8), length of the rest (4), little-endian; see put_record in shim.c */
const HEAD_BYTES = 15;

export function readWriteLog(file: string): Change[] {
  const log = readFileSync(file);
  const changes: Change[] = [];
  for (let at = 0; at < log.length; ) {
    const what = log.toString('latin1', at, at + 1);
    const pathEnd = at + HEAD_BYTES + log.readUInt16LE(at + 1);
    const offset = Number(log.readBigUInt64LE(at + 3));
    const path = log.toString('utf8', at + HEAD_BYTES, pathEnd);
    const hasRest = what === 'W' || what === 'R' || what === 'L' || what === 'A';
    const end = pathEnd + (hasRest ? log.readUInt32LE(at + 11) : 0);
    changes.push(changeOf(what, path, offset, log.subarray(pathEnd, end)));
    at = end;
  }
  return changes;
}

function changeOf(what: string, path: string, offset: number, rest: Buffer): Change {
  switch (what) {
    case 'W':
      return { what: 'write', path, offset, bytes: rest };
    case 'T':
      return { what: 'cut', path, length: offset };
    case 'S':
      return { what: 'sync', path };
    case 'C':
      return { what: 'create', path };
    case 'U':
      return { what: 'unlink', path };
    case 'R':
      return { what: 'rename', path, to: rest.toString('utf8') };
    case 'L':
      return { what: 'link', path, to: rest.toString('utf8') };
    case 'A':
      return { what: 'answer', text: rest.toString('utf8') };
    case 'M':
      return { what: 'mark', text: path };
    default:
      throw new Error(`the log of writes has an entry of no kind: ${what}`);
  }
}
