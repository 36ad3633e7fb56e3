// Two commands started at once in one checkout must not set it up over each other.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, root } from './places.mjs';
import { say } from './say.mjs';

const lock = join(cacheFolder(), `setting-up-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
const owner = join(lock, 'pid');

/**
 * Runs the work while no other set-up of this checkout runs; waits for one that does.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  let told = false;
  while (!take()) {
    if (!told) say('another set-up of this checkout is running; waiting for it …');
    told = true;
    await sleep(500);
  }
  // process.exit() runs no finally block, but it does run this.
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take() {
  mkdirSync(cacheFolder(), { recursive: true });
  try {
    mkdirSync(lock);
  } catch {
    if (ownerLives()) return false;
    rmSync(lock, { recursive: true, force: true });
    return take();
  }
  writeFileSync(owner, String(process.pid));
  return true;
}

function ownerLives() {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
