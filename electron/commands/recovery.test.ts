import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newRecoveryCode, recoveryCode } from '../auth/recoveryCode.ts';
import { stories } from '../testing/story.ts';

const { begin } = stories();

const NEW_PIN = '864209';
const wish = (code: string, operator = 'Ada') => ({ operator, code, pin: NEW_PIN });

test('a code is 120 random bits, and is understood as people type it', () => {
  const codes = Array.from({ length: 200 }, newRecoveryCode);
  expect(new Set(codes).size).toBe(200);
  const [code = ''] = codes;
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  const plain = code.replaceAll('-', '');
  const typed = [
    code,
    plain,
    plain.toLowerCase(),
    code.replaceAll('-', ' '),
    plain.replaceAll('0', 'o').replaceAll('1', 'l'),
  ];
  expect(typed.map((text) => recoveryCode.parse(text))).toEqual(typed.map(() => plain));
  expect(
    ['', plain.slice(1), `${plain}0`, plain.replace(/.$/, 'U')].map((text) => recoveryCode.safeParse(text).success),
  ).toEqual([false, false, false, false]);
});

test('only an admin who has just confirmed makes a code; nothing of it stands in the log', async () => {
  const { custody, cast, story } = await begin();
  expect(custody.mayMakeRecoveryCode(cast.coordinator)).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  expect(custody.mayMakeRecoveryCode({ ...cast.admin, pinConfirmedAt: null })).toMatchObject({
    error: { code: 'NOT_ALLOWED', details: { needs: 'pin' } },
  });
  expect(custody.mayMakeRecoveryCode(cast.admin)).toEqual({ ok: true, value: null });
  expect(custody.query('store.health', {}, null)).toMatchObject({ value: { recoveryCodeSetAt: null } });

  const code = newRecoveryCode();
  expect((await custody.setRecoveryCode(cast.admin, code)).ok).toBe(true);
  expect(story().at(-1)).toMatchObject({ type: 'RECOVERY_CODE_SET', data: {}, actorRole: 'admin' });
  expect(custody.query('store.health', {}, null)).toMatchObject({
    value: {
      recoveryCodeSetAt: expect.stringMatching(/Z$/),
      device: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  });
  expect(JSON.stringify(story())).not.toContain(code.slice(0, 9));
});

test('the code gives a forgotten admin a new PIN once, in the trail, and is gone', async () => {
  const world = await begin();
  const { custody, cast, story, path } = world;
  const code = newRecoveryCode();
  await custody.setRecoveryCode(cast.admin, code);
  expect(await custody.useRecoveryCode(wish(code, 'Theo'))).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  expect(await custody.useRecoveryCode(wish('nonsense'))).toMatchObject({ error: { details: { field: 'code' } } });
  expect(await custody.useRecoveryCode({ ...wish(code), pin: '12' })).toMatchObject({
    error: { details: { field: 'pin' } },
  });

  expect((await custody.useRecoveryCode(wish(code.toLowerCase()))).ok).toBe(true);
  const [used, set] = story().slice(-2);
  expect(used).toMatchObject({ type: 'RECOVERY_CODE_USED', data: { operator: 'Ada' }, actorKind: 'system' });
  expect(set).toMatchObject({ type: 'OPERATOR_PIN_SET', streamId: cast.admin.operatorId, actorKind: 'system' });
  expect(set?.correlationId).toBe(used?.correlationId);
  expect((await custody.signIn('Ada', '135790', 'window')).ok).toBe(false);
  expect((await custody.signIn('Ada', NEW_PIN, 'window')).ok).toBe(true);
  expect(await custody.useRecoveryCode(wish(code))).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(custody.query('store.health', {}, null)).toMatchObject({ value: { recoveryCodeSetAt: null } });
  expect(custody.verify().findings).toEqual([]);
  for (const secret of [code, code.replaceAll('-', ''), NEW_PIN]) {
    expect(readFileSync(path).includes(secret), 'in the store').toBe(false);
    expect(readFileSync(`${path}-wal`).includes(secret), 'in its write-ahead log').toBe(false);
  }
});

test('guessing at the code waits as guessing at a PIN does, but nonsense never locks the last way in for good', async () => {
  const { custody, cast, clock, story } = await begin();
  const code = newRecoveryCode();
  await custody.setRecoveryCode(cast.admin, code);
  const guess = () => custody.useRecoveryCode(wish(newRecoveryCode()));
  for (let n = 0; n < 5; n += 1) expect(await guess()).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(await custody.useRecoveryCode(wish(code))).toMatchObject({ error: { code: 'LOCKED_OUT' } });
  expect(story().at(-1)).toMatchObject({ type: 'LOCKED_OUT', data: { operator: 'the recovery code' } });
  for (let n = 0; n < 8; n += 1) {
    clock.set(clock.now() + 15 * 60_000);
    expect(await guess()).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  }
  expect(await custody.useRecoveryCode(wish(code))).toMatchObject({
    error: { details: { until: expect.any(String) } },
  });
  clock.set(clock.now() + 15 * 60_000);
  expect((await custody.useRecoveryCode(wish(code))).ok).toBe(true);
});
