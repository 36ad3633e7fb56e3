import { openIdleMain } from '../../electron/testing/idleMain.ts';

export interface GuessArgs {
  /** of a store `store.sqlite` and its `home` */
  readonly folder: string;
  readonly name: string;
  readonly pins: readonly string[];
}

/** Somebody before the window who tries PINs, over the same messages as the window's. @returns what each was answered */
export async function guess({ folder, name, pins }: GuessArgs): Promise<readonly string[]> {
  const { stores, say } = openIdleMain(folder, (what, error) => {
    throw new Error(what, { cause: error });
  });
  const opened = stores.openOwn();
  // Somebody else writes just now: there is no door to try a PIN at.
  if (opened.state === 'refused') return pins.map(() => opened.error.code);
  const codes: string[] = [];
  for (const pin of pins) {
    // The window's own form of an answer.
    const said = JSON.parse(await say('session.signIn', JSON.stringify({ name, pin }))) as {
      readonly ok: boolean;
      readonly error?: { readonly code: string };
    };
    codes.push(said.error?.code ?? 'signed in');
  }
  stores.close();
  return codes;
}
