import { Modal } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { useEffect, useState } from 'react';
import type { SearchRow } from '../../shared/contract/trailAnswers.ts';
import { themeChoices } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { go } from '../routes.ts';
import { appStore, askQuery, useApp } from '../state/useApp.ts';
import { custodyWords } from './custodyWords.ts';
import { addressOfFound } from './found.ts';
import { footEntries, formEntries, railEntries, standsFor } from './rail.ts';
import { spotlight } from './spotlight.ts';

/** Hits shown at once; who does not see the right one types another letter. */
const SHOWN = 12;

interface Wish {
  readonly label: string;
  readonly does: () => void;
}

/** Everything that can be done from here besides opening what was found. */
function wishes(): readonly Wish[] {
  const { session, lock, switchOperator, chooseTheme, verifyAgain } = appStore.getState();
  const role = session?.status === 'signed-in' ? session.operator.role : null;
  const entries = [...railEntries, ...footEntries].filter((entry) => standsFor(entry, role));
  return [
    ...[...entries, ...formEntries].map(({ label, href }) => ({ label, does: () => go(href) })),
    { label: words.palette.switchOperator, does: () => void switchOperator() },
    { label: words.palette.lock, does: () => void lock() },
    { label: words.palette.verify, does: () => void verifyAgain() },
    ...themeChoices.map((choice) => ({
      label: words.palette.theme(words.theme.names[choice]),
      does: () => void chooseTheme(choice),
    })),
  ];
}

/** Search and commands, from anywhere: Ctrl+K. */
export function Palette() {
  const open = useApp(({ paletteOpen }) => paletteOpen);
  const [text, setText] = useState('');
  const found = useFound(open ? text : '');
  const { showPalette } = appStore.getState();

  useEffect(() => {
    if (open) spotlight.open();
    else spotlight.close();
  }, [open]);

  // Keys typed before the field has the focus are its first letters, not lost.
  useEffect(() => {
    const press = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
      if (!appStore.getState().paletteOpen || target instanceof HTMLInputElement) return;
      if ([...key].length === 1 && !ctrlKey && !altKey && !metaKey) setText((typed) => typed + key);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  const asked = text.trim().toLowerCase();
  const matching = wishes().filter(({ label }) => label.toLowerCase().includes(asked));
  return (
    <Spotlight.Root
      store={spotlight.store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={() => showPalette(false)}
      shortcut={null}
      clearQueryOnClose
      scrollable
      maxHeight={440}
      // Where it stays as hits come and go; at once, so that no key is lost that was typed right after Ctrl+K.
      centered={false}
      yOffset="4rem"
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4, transitionProps: { duration: 0 } }}
    >
      <Modal.Title className="only-heard">{words.palette.label}</Modal.Title>
      <Spotlight.Search aria-label={words.palette.label} placeholder={words.palette.placeholder} />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={words.palette.found}>
            {found.map(({ row, address }) => (
              <Spotlight.Action
                key={`${row.kind} ${row.id}`}
                label={row.title}
                description={[words.palette.kinds[row.kind], row.custody && custodyWords(row.custody), row.words]
                  .filter(Boolean)
                  .join(' · ')}
                onClick={() => go(address)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {matching.length > 0 && (
          <Spotlight.ActionsGroup label={words.palette.go}>
            {matching.map(({ label, does }) => (
              <Spotlight.Action key={label} label={label} onClick={does} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length + matching.length === 0 && (
          <Spotlight.Empty>{words.palette.nothing(text.trim())}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

interface FoundHere {
  readonly row: SearchRow;
  readonly address: string;
}

/** What main finds for the text; the answer to an earlier text never replaces that to a later one. */
function useFound(text: string): readonly FoundHere[] {
  const [found, setFound] = useState<readonly FoundHere[]>([]);
  useEffect(() => {
    const asked = text.trim();
    if (asked === '') {
      setFound([]);
      return;
    }
    let overtaken = false;
    void askQuery('search', { text: asked, limit: SHOWN }).then((answer) => {
      if (overtaken || !answer.ok) return;
      setFound(
        answer.value.rows.flatMap((row) => {
          const address = addressOfFound(row);
          return address === null ? [] : [{ row, address }];
        }),
      );
    });
    return () => {
      overtaken = true;
    };
  }, [text]);
  return found;
}
