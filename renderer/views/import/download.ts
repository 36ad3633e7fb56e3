import type { ImportKind } from '../../../shared/import/importForm.ts';
import { main } from '../../state/useApp.ts';

const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Lets somebody save an empty list to fill in. */
export async function downloadTemplate(kind: ImportKind, format: keyof typeof TYPES): Promise<void> {
  const { base64 } = await main.ask('import.template', { kind, format });
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: TYPES[format] }));
  link.download = `${kind}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
