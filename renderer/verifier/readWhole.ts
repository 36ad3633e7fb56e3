/** Bytes read between two words on how far it is. */
const SLICE = 8 * 1024 * 1024;

/**
 * A file's bytes in one piece, read a little at a time so that the page stays alive.
 *
 * @param told  how many bytes were read
 * @throws RangeError where the browser has no room for it; what the browser throws for a file that is gone
 */
export async function readWhole(file: Blob, told: (done: number) => void, stop: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < bytes.length; at += SLICE) {
    const piece = await file.slice(at, at + SLICE).arrayBuffer();
    stop.throwIfAborted();
    bytes.set(new Uint8Array(piece), at);
    told(at + piece.byteLength);
  }
  return bytes;
}
