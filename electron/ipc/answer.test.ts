import { expect, test } from 'vitest';
import { MAX_REQUEST_CHARS } from '../../shared/ipc/contract.ts';
import { answer, type Handlers, tooMany } from './answer.ts';

test('ten million characters are refused by their length, unread, in the form of each answer', async () => {
  const reports: string[] = [];
  // Nobody may be asked: there is nobody.
  const nobody = {} as Handlers;
  const long = 'x'.repeat(MAX_REQUEST_CHARS + 1);
  const ask = async (name: Parameters<typeof tooMany>[0]) =>
    JSON.parse(await answer(name, nobody, long, (what) => reports.push(what)));
  const no = { ok: false, error: { code: 'INVALID', details: { field: 'request' } } };
  expect(await ask('query')).toMatchObject(no);
  expect(await ask('command')).toMatchObject(no);
  expect(await ask('commandAtomic')).toMatchObject([no]);
  expect(await ask('session.state')).toEqual({ fault: 'session.state' });
  expect(JSON.parse(tooMany('command'))).toMatchObject({ ok: false, error: { code: 'STORE_BUSY' } });
  expect(reports).toEqual([]);
});
