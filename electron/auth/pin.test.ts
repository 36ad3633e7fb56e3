import { parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { checkPin, hashPin, pinSchema } from './pin.ts';

test('a PIN is 6 to 12 digits and nothing else', () => {
  const accepted = ['000000', '123456789012'].map((pin) => pinSchema.safeParse(pin).success);
  const refused = ['12345', '1234567890123', '12345a', '123456\n', ' 123456', '１２３４５６', 123456, null].map(
    (pin) => pinSchema.safeParse(pin).success,
  );
  expect([accepted, refused]).toEqual([accepted.fill(true), refused.fill(false)]);
});

test('what is no PIN cannot become one, and the complaint does not repeat it', async () => {
  await expect(hashPin('4711')).rejects.toThrow(/^a PIN has 6 to 12 digits$/);
});

test('a hash carries its own salt and a cost above the floor of OWASP ASVS 5.0, and knows its PIN', async () => {
  const [one, other] = [await hashPin('271828'), await hashPin('271828')];
  expect(one).not.toBe(other);
  expect(one).not.toContain('271828');

  const { algorithm, memoryCost, timeCost, parallelism, saltLen, outputLen } = parseOptions(one);
  const asGuidesAsk = { argon2id: algorithm === 2, floor: memoryCost >= 12 * 1024 && timeCost >= 3 };
  expect(asGuidesAsk).toEqual({ argon2id: true, floor: true });
  expect({ memoryCost, timeCost, parallelism, saltLen, outputLen }).toEqual({
    memoryCost: 65_536,
    timeCost: 3,
    parallelism: 1,
    saltLen: 16,
    outputLen: 32,
  });

  expect([await checkPin(one, '271828'), await checkPin(one, '271829'), await checkPin(one, '')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('looking for nobody is the same work as looking at a wrong PIN', async () => {
  const pinHash = await hashPin('271828');
  /** ms of a processor; `npm run bench -- signIn` has the distribution */
  const work = async (hash: string | null) => {
    const from = process.cpuUsage();
    await checkPin(hash, '314159');
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  // The least of four: what else this process had to do meanwhile is in the others.
  const [ofWrong, ofNobody]: [number[], number[]] = [[], []];
  for (let round = 0; round < 4; round += 1) {
    ofWrong.push(await work(pinHash));
    ofNobody.push(await work(null));
  }
  const [wrong, nobody] = [Math.min(...ofWrong), Math.min(...ofNobody)];
  expect(nobody / wrong).toBeGreaterThan(0.5);
  expect(nobody / wrong).toBeLessThan(2);
});
