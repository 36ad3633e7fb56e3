import { openStoreKeeper } from '../../electron/ipc/storeKeeper.ts';
import { migrationsFolder } from '../../electron/store/migrate.ts';
import { idleStores } from '../../electron/testing/idleStores.ts';
import { verifyStore } from '../../electron/verify.ts';
import { arm, disarm, type Fault } from '../lib/fault.ts';
import { type Judgement, judgeAfter } from '../lib/judge.ts';
import { type Stage, sessionOf, setUp } from '../lib/stage.ts';
import { give, type Said, wishAt } from '../lib/work.ts';

export interface AppArgs {
  readonly stage: Stage;
  readonly fault: Omit<Fault, 'n'>;
  /** the disk gets well only when somebody has seen that the store is closed */
  readonly staysIll: boolean;
}

export interface AppStory {
  /** what the window was shown, in order, without repeats */
  readonly shown: readonly string[];
  readonly answers: readonly string[];
  readonly judgement: Judgement;
}

const WISHES = 6;
const FAILS_AT = 2;

/** The app's own keeper of the store, while a write fails under it: what the window is told, and when it works again. */
export async function app({ stage, fault, staysIll }: AppArgs): Promise<AppStory> {
  const place = setUp(stage);
  const shown: string[] = [];
  const session = sessionOf(stage);
  const keeper = openStoreKeeper({
    ...idleStores,
    ownPath: place.path,
    home: place.home,
    migrations: migrationsFolder,
    // In the app a process of its own; what it finds is the same.
    startVerify: (path) => ({
      outcome: new Promise((resolve) =>
        setImmediate(() => resolve(verifyStore({ path, home: place.home, migrations: migrationsFolder }))),
      ),
      stop: () => undefined,
    }),
    startDemo: () => {
      throw new Error('no sample here');
    },
    announce: (state) => {
      const now =
        state.state === 'refused'
          ? `refused ${state.error.code}`
          : `${state.state}${keeper.doubt() ? ', read only' : ''}`;
      if (shown.at(-1) !== now) shown.push(now);
    },
    leaving: () => shown.push('signed out'),
    report: (what, error) => shown.push(`bug: ${what}: ${String(error)}`),
  });
  keeper.openOwn();

  const said: Said[] = [];
  const answers: string[] = [];
  const ask = async (i: number): Promise<void> => {
    const custody = keeper.custody();
    const doubt = keeper.doubt();
    const wish = wishAt(i);
    const answer: Said =
      doubt || !custody
        ? { kept: false, commandId: wish.commandId, code: doubt?.code ?? 'NOT_SIGNED_IN' }
        : await give(custody, session, wish);
    said.push(answer);
    answers.push(answer.kept ? 'kept' : answer.code);
  };

  for (let i = 0; i < WISHES; i++) {
    if (i === FAILS_AT) arm({ ...fault, n: 1 });
    await ask(i);
    if (i !== FAILS_AT) continue;
    if (!staysIll) disarm();
    await ask(i);
    await until(
      () =>
        keeper.state().state === 'refused' ||
        (keeper.state().state === 'open' && !keeper.doubt() && keeper.custody()?.mode === 'write'),
    );
    if (staysIll) {
      await ask(i);
      disarm();
      keeper.openOwn();
      await until(() => keeper.state().state === 'open' && !keeper.doubt() && keeper.custody() !== null);
    }
    await ask(i);
  }
  keeper.close();
  const kept = said.filter((one) => one.kept);
  const wishes = Array.from({ length: WISHES }, (_, i) => wishAt(i));
  return { shown, answers, judgement: await judgeAfter(place, stage.operatorId, wishes, kept) };
}

async function until(holds: () => unknown): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('the app did not come so far');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
