import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { etc, Point } from '@noble/ed25519';
import { expect, test } from 'vitest';
import { webPrimitives } from '../../renderer/verifier/webPrimitives.ts';
import { bytesOf } from '../../shared/pack/packFormat.ts';
import { isSoundKey } from '../../shared/pack/soundKey.ts';
import { nodePrimitives } from './nodePrimitives.ts';

// What a check does with them is told in pack.test.ts, with both. Here: where two libraries might come apart.
const message = new TextEncoder().encode('what is signed');
const bothSay = (publicKey: Uint8Array, signature: Uint8Array, text = message) =>
  [nodePrimitives, webPrimitives].map(({ verifyEd25519 }) => verifyEd25519(publicKey, text, signature));

const { n: ORDER } = Point.CURVE();
const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const written = (number: bigint): Buffer =>
  Buffer.from(number.toString(16).padStart(64, '0').slice(-64), 'hex').reverse();
/** A point of order 8: it vanishes where both sides are multiplied by eight. */
const TWIST = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

/** A signature by somebody who makes it crooked: R, and the key, with a bit of torsion, S above the order. */
function crooked({ inR = false, inKey = false, above = false }): readonly [key: Uint8Array, signature: Uint8Array] {
  const [secret, nonce] = [12_345_678_901_234_567_890n, 98_765_432_109_876_543_210n];
  const twisted = (point: Point, also: boolean) => (also ? point.add(TWIST) : point).toBytes();
  const key = twisted(Point.BASE.multiply(secret), inKey);
  const r = twisted(Point.BASE.multiply(nonce), inR);
  const k = littleEndian(createHash('sha512').update(r).update(key).update(message).digest());
  const s = etc.mod(nonce + k * secret, ORDER) + (above ? ORDER : 0n);
  return [key, Buffer.concat([r, written(s)])];
}

test('both know a signature, and that another text, key or sign is none', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const signature = sign(null, message, privateKey);
  expect(bothSay(key, signature)).toEqual([true, true]);
  expect(bothSay(key, signature, message.with(0, 0))).toEqual([false, false]);
  expect(
    bothSay(
      key.map((byte, i) => (i === 3 ? byte ^ 1 : byte)),
      signature,
    ),
  ).toEqual([false, false]);
  for (const at of [0, 31, 32, 63])
    expect(
      bothSay(
        key,
        signature.map((byte, i) => (i === at ? byte ^ 1 : byte)),
      ),
    ).toEqual([false, false]);
});

test('both refuse what was made crooked so that two libraries come apart', () => {
  expect(bothSay(...crooked({}))).toEqual([true, true]);
  expect(bothSay(...crooked({ inR: true }))).toEqual([false, false]);
  expect(bothSay(...crooked({ above: true }))).toEqual([false, false]);
  // A key with torsion is a key all the same; whether it fits is up to the text, for both alike.
  const [one, other] = bothSay(...crooked({ inKey: true }));
  expect(one).toBe(other);
});

test('no key of small order, and none written beyond the field, comes to either', () => {
  const small = [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].map((times) => TWIST.multiplyUnsafe(times).toHex());
  expect(new Set(small).size).toBe(8);
  expect(small.filter(isSoundKey)).toEqual([]);
  const beyond = [0n, 3n, 18n].map((y) => written(2n ** 255n - 19n + y).toString('hex'));
  expect(beyond.filter(isSoundKey)).toEqual([]);
  expect(isSoundKey(Point.BASE.toHex())).toBe(true);
  const offTheCurve = '02'.padEnd(64, '0');
  expect(() => Point.fromHex(offTheCurve)).toThrow();
  expect(bothSay(bytesOf(offTheCurve), new Uint8Array(64))).toEqual([false, false]);
});
