// Stands in for Electron's default app, which the fallback does not have: starts the application named on the
// command line, as `electron .` does. It never sets the userData folder: that would override --user-data-dir.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** @param {readonly string[]} args */
function readArguments(args) {
  /** @type {string[]} */
  const preloads = [];
  const rest = args.values();
  for (const argument of rest) {
    if (argument === '-r' || argument === '--require') preloads.push(rest.next().value ?? '');
    else if (!argument.startsWith('-')) return { preloads, target: resolve(argument) };
  }
  return { preloads, target: process.cwd() };
}

/** @param {string} target a folder with a package.json, or the main file itself */
function describe(target) {
  const folder = statSync(target).isDirectory() ? target : dirname(target);
  const manifest = join(folder, 'package.json');
  const about = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  return { folder, about, main: folder === target ? join(folder, about.main ?? 'index.js') : target };
}

const { preloads, target } = readArguments(process.argv.slice(1));
const { folder, about, main } = describe(target);
if (about.productName ?? about.name) app.setName(about.productName ?? about.name);
// Electron keeps these two out of its public types; they are how its own default application presents another.
const hidden = /** @type {{ setVersion: (version: string) => void, setAppPath: (path: string) => void }} */ (
  /** @type {unknown} */ (app)
);
if (about.version) hidden.setVersion(about.version);
hidden.setAppPath(folder);
const require = createRequire(join(folder, 'package.json'));
for (const file of preloads) require(file);

// Awaited, so that `ready` cannot fire before the application has registered its schemes.
await import(pathToFileURL(main).href);
