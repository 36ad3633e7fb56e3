import { useHotkeys } from '@mantine/hooks';
import { useEffect } from 'react';
import type { MenuWish } from '../../shared/ipc/contract.ts';
import { go, to } from '../routes.ts';
import { appStore, main } from '../state/useApp.ts';

function grant(wish: MenuWish): void {
  const { session, showPalette, lock, switchOperator } = appStore.getState();
  if (session?.status !== 'signed-in') return;
  switch (wish) {
    case 'palette':
      showPalette(true);
      break;
    case 'back':
      history.back();
      break;
    case 'forward':
      history.forward();
      break;
    case 'lock':
      void lock();
      break;
    case 'switch-operator':
      void switchOperator();
      break;
    default:
      go(to('scanner'));
  }
}

/** The shortcuts of the whole window, and the items of the native menu. */
export function Keys() {
  useHotkeys(
    [
      ['mod+K', () => grant('palette')],
      ['mod+L', () => grant('lock')],
      ['F2', () => grant('switch-operator')],
      ['alt+ArrowLeft', () => grant('back')],
      ['alt+ArrowRight', () => grant('forward')],
    ],
    // Also while something is typed into a field.
    [],
  );
  useEffect(() => main.listen('menu', ({ wish }) => grant(wish)), []);
  return null;
}
