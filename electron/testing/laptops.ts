import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Session } from '../../shared/session.ts';
import { createStore } from '../createStore.ts';
import { type Custody, openCustody } from '../custody.ts';
import { backupStore } from '../lifecycle/backupStore.ts';
import { restoreStore } from '../lifecycle/restoreStore.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { verifyStore } from '../verify.ts';

const PIN = '246810';

/** A laptop of a story: where its app keeps keys and heads, and its store. */
export interface Laptop {
  readonly home: string;
  readonly store: string;
}

/** Laptops for stories of backups, in a folder that is gone after each test. */
export function useLaptops() {
  let folder = '';
  const opened = new Set<Custody>();
  const path = (name: string) => join(folder, name);
  const never = () => new AbortController().signal;

  /** One that a story closes itself is not closed again. */
  function keep(custody: Custody): Custody {
    const kept: Custody = {
      ...custody,
      close() {
        if (opened.delete(kept)) custody.close();
      },
    };
    opened.add(kept);
    return kept;
  }

  function closeAll(): void {
    for (const custody of opened) custody.close();
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'laptops-'));
  });
  afterEach(() => {
    closeAll();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    path,
    closeAll,
    laptop(name: string): Laptop {
      mkdirSync(path(name), { recursive: true });
      return { home: path(`${name}/home`), store: path(`${name}/custody.sqlite`) };
    },
    async create({ home, store }: Laptop): Promise<Custody> {
      const first = { organisation: 'Depot', admin: 'Ada', pin: PIN };
      const created = await createStore({ path: store, home, mode: 'write', ...first });
      if (!created.ok) throw new Error(JSON.stringify(created.error));
      return keep(created.value);
    },
    open({ home, store }: Laptop, mode: 'read' | 'write' = 'write'): Custody {
      const custody = openCustody({ path: store, home, mode });
      if (!custody.ok) throw new Error(JSON.stringify(custody.error));
      return keep(custody.value);
    },
    backup: ({ home, store }: Laptop, out: string) =>
      backupStore({ store, out, home, migrations: migrationsFolder, stop: never() }),
    restore: ({ home, store }: Laptop, from: string, now = Date.UTC(2026, 10, 21, 14, 30)) =>
      restoreStore({ store, from, home, migrations: migrationsFolder, now, stop: never() }),
    findings: ({ home, store }: Laptop) => verifyStore({ path: store, home, migrations: migrationsFolder }).findings,
  };
}

export async function signedIn(custody: Custody): Promise<Session> {
  const session = await custody.signIn('Ada', PIN, 'command-line');
  if (!session.ok) throw new Error(session.error.code);
  return session.value;
}

/** Records holders of these names. */
export async function work(custody: Custody, names: readonly string[]): Promise<void> {
  const session = await signedIn(custody);
  for (const name of names) {
    const done = await custody.execute({ command: 'holder.add', name }, session);
    if (!done.ok) throw new Error(done.error.message);
  }
}

export const codeOf = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  answer.ok ? 'done' : answer.error?.code;
export const holders = (custody: Custody) => [...custody.events({ type: 'HOLDER_ADDED' })].map(({ data }) => data.name);
