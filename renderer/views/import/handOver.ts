import type { Answer } from '../../../shared/ipc/contract.ts';
import { main } from '../../state/useApp.ts';

/** Bytes a piece: a multiple of three, so that each piece is base64 by itself, and well below what a request may have. */
const PIECE = 3 * 512 * 1024;

/** Hands a file to main, piece by piece. @returns main's id of the list */
export async function handOver(file: File): Promise<Answer<string>> {
  const begun = await main.ask('import.receive', { name: file.name.slice(0, 400) });
  if (!begun.ok) return begun;
  const { list } = begun.value;
  for (let at = 0; at < file.size; at += PIECE) {
    const added = await main.ask('import.add', { list, base64: await base64Of(file.slice(at, at + PIECE)) });
    if (!added.ok) return added;
  }
  return { ok: true, value: list };
}

/** The browser's own reader does it off this thread. */
function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(piece);
  });
}
