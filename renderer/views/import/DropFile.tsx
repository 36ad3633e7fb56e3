import { useEffect, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { go, to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import css from './DropFile.module.css';

/** As the app's own packs are named. */
const PACK = /[.]custodypack$/i;

/** A file that is dropped anywhere on the window is a list to import, but for a custody pack. */
export function DropFile() {
  const [over, setOver] = useState(false);
  const imports = useMay('holder.add');
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    function dragOver(event: DragEvent): void {
      if (!hasFile(event)) return;
      // Also for who may not: the window would show the file in its own place.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = imports ? 'copy' : 'none';
      setOver(imports);
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent): void {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      // Where it lies is not told to a page; there, main asks for it.
      if (PACK.test(file.name)) go(to('checkPack'));
      else if (imports) importFile(file);
    }
    const { body } = document;
    body.addEventListener('dragover', dragOver);
    body.addEventListener('dragleave', leave);
    body.addEventListener('drop', drop);
    return () => {
      body.removeEventListener('dragover', dragOver);
      body.removeEventListener('dragleave', leave);
      body.removeEventListener('drop', drop);
    };
  }, [imports]);
  return over ? <div className={css.drop}>{words.imports.file.dropHere}</div> : null;
}

function importFile(file: File): void {
  go(to('import'));
  // Fetched when it is wanted: hardly a day begins with a list.
  void import('./importStore.ts').then(({ takeFile }) => takeFile(file));
}
