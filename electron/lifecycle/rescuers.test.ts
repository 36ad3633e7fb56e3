import { readFileSync, truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrationsFolder } from '../store/migrate.ts';
import { codeOf, signedIn, useLaptops } from '../testing/laptops.ts';
import { admitRescuer, forgetRescuers, rescuersOf } from './rescuers.ts';

const { laptop, create, closeAll, backup, path } = useLaptops();
const PIN = '246810';
const FREE_TRIES = 5;

test('an admin of the backup is let in, nobody else; tries at a PIN are counted beside it and outlast the app', async () => {
  const here = laptop('here');
  const custody = await create(here);
  const theo = { command: 'operator.add', name: 'Theo', role: 'technician', pin: PIN };
  expect(codeOf(await custody.execute(theo, await signedIn(custody)))).toBe('done');
  const from = path('backup.sqlite');
  await backup(here, from);
  closeAll();
  const bytes = readFileSync(from);
  truncateSync(here.store, 20_000);

  const needs = { ...here, from, migrations: migrationsFolder };
  expect(await rescuersOf(needs)).toEqual({ ok: true, value: ['Ada'] });
  expect(codeOf(await admitRescuer(needs, 'Ada', PIN))).toBe('done');
  expect(codeOf(await admitRescuer(needs, 'Theo', PIN))).toBe('NOT_ALLOWED');
  for (let i = 0; i < FREE_TRIES; i++) expect(codeOf(await admitRescuer(needs, 'Ada', '000000'))).toBe('NOT_SIGNED_IN');
  // Started again, the page asks in the same copy.
  await rescuersOf(needs);
  expect(codeOf(await admitRescuer(needs, 'Ada', PIN))).toBe('LOCKED_OUT');
  expect(readFileSync(from).equals(bytes)).toBe(true);

  await forgetRescuers(here.store);
  await rescuersOf(needs);
  expect(codeOf(await admitRescuer(needs, 'Ada', PIN))).toBe('done');
});
