// The Debian package, by Debian's own dpkg-deb, out of the app as a folder. electron-builder's way needs tools from a
// host of its own; this one needs nothing, so that what is installed for a trial is made as what is released.
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { WINDOW } from './setup/debian.mjs';
import { root } from './setup/places.mjs';
import { has, run } from './setup/run.mjs';
import { SetupError } from './setup/say.mjs';

const MIME = 'application/vnd.assettrack.custodypack+zip';
/** The architecture as Debian calls it, by Node's name for it. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
/** Sizes that the icon theme has folders for, in pixels. */
const ICONS = [16, 24, 32, 48, 64, 128, 256, 512];
/** rwsr-xr-x: where user namespaces are closed, Chromium's sandbox is this helper, which must belong to root. */
const SETUID = 0o4755;
const BYTES_PER_KIB = 1024;

/** True where a Debian package can be made. */
export const canMakeDeb = () => process.platform === 'linux' && process.arch in ARCHITECTURES && has('dpkg-deb');

/**
 * Makes the package of this machine's architecture.
 * @param {string} unpacked the app as a folder
 * @param {boolean} trial made with the fallback Electron: its version sorts below the release's
 * @returns {Promise<string>} the package, in release/
 */
export async function makeDeb(unpacked, trial) {
  const { version: released, author, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = trial ? `${released}~trial` : released;
  const architecture = ARCHITECTURES[/** @type {keyof typeof ARCHITECTURES} */ (process.arch)];
  const tree = mkdtempSync(join(tmpdir(), 'assettrack-deb-'));
  /** @type {(path: string, text: string | Uint8Array, mode?: number) => void} */
  const put = (path, text, mode = 0o644) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(tree, path), text);
    chmodSync(join(tree, path), mode);
  };
  try {
    chmodSync(tree, 0o755);
    cpSync(unpacked, join(tree, 'usr/lib/assettrack'), { recursive: true });
    chmodSync(join(tree, 'usr/lib/assettrack/chrome-sandbox'), SETUID);
    put('usr/bin/assettrack', launcher(), 0o755);
    put('usr/share/applications/assettrack.desktop', desktopEntry());
    put('usr/share/mime/packages/assettrack.xml', mimeType());
    for (const size of ICONS) {
      const png = readFileSync(join(root, 'assets', 'icon', `${size}x${size}.png`));
      put(`usr/share/icons/hicolor/${size}x${size}/apps/assettrack.png`, png);
    }
    put('usr/share/icons/hicolor/scalable/apps/assettrack.svg', readFileSync(join(root, 'assets/icon/icon.svg')));
    put('usr/share/doc/assettrack/copyright', copyright(author));
    put('usr/share/doc/assettrack/changelog.gz', gzipSync(readFileSync(join(root, 'CHANGELOG.md')), { level: 9 }));
    const size = Math.ceil(bytesIn(tree) / BYTES_PER_KIB);
    put('DEBIAN/control', control({ version, architecture, author, description, size, trial }));
    const deb = join(root, 'release', `assettrack_${version}_${architecture}.deb`);
    // A trial is unpacked again at once: what packing it small takes is lost.
    const how = ['--root-owner-group', '-Zxz', ...(trial ? ['-z0'] : [])];
    const made = await run('dpkg-deb', [...how, '--build', tree, deb], { label: 'packing the Debian package' });
    if (made.status !== 0) throw new SetupError(`dpkg-deb failed:\n\n${made.output.trim()}`, 'see what it says above.');
    return deb;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/**
 * The window, perhaps with a file, or with a verb the command line. What follows `--` is nothing that Chromium looks at, which
 * has switches of the same names; a verb opens no page, so that root may give one without Chromium's sandbox.
 */
const launcher = () => `#!/bin/sh
app="$(dirname "$(readlink -f "$0")")/../lib/assettrack/assettrack"
case "\${1-}" in
  -h | --help | -V | --version) exec "$app" --no-sandbox --log-level=3 -- "$@" ;;
  '' | -* | *[/.]*) exec "$app" "$@" ;;
  *) exec "$app" --no-sandbox --log-level=3 -- "$@" ;;
esac
`;

const desktopEntry = () => `[Desktop Entry]
Type=Application
Name=AssetTrack
GenericName=Custody of equipment
Comment=Who had what, where and when, provable and without a network
Exec=assettrack %f
Icon=assettrack
Terminal=false
Categories=Office;
MimeType=${MIME};
StartupWMClass=AssetTrack
Keywords=custody;assets;equipment;receipt;
`;

const mimeType = () => `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${MIME}">
    <comment>Custody pack</comment>
    <sub-class-of type="application/zip"/>
    <generic-icon name="package-x-generic"/>
    <glob pattern="*.custodypack"/>
  </mime-type>
</mime-info>
`;

/** @param {string} author */
const copyright = (author) => `AssetTrack: copyright ${author}.

Electron (MIT): /usr/lib/assettrack/LICENSE.electron.txt
Chromium and what it contains: /usr/lib/assettrack/LICENSES.chromium.html
Noto Sans (SIL Open Font License 1.1): assets/fonts/OFL.txt in the app's archive
`;

/** @param {{ version: string, architecture: string, author: string, description: string, size: number, trial: boolean }} about size in KiB */
function control({ version, architecture, author, description, size, trial }) {
  const depends = WINDOW.map(({ packages }) => packages.join(' | ')).join(', ');
  const said = description.split(':')[0]?.replace(/\.$/, '');
  return `Package: assettrack
Version: ${version}
Architecture: ${architecture}
Section: misc
Priority: optional
Installed-Size: ${size}
Maintainer: ${author}
Depends: ${depends}
Recommends: xdg-utils
Suggests: xvfb
Description: ${said}
 Who had what, where and when, on a laptop without a network: technicians hand
 out and take back with a scanner, every change is kept for ever, and reports
 show the whole chain to a stranger.${trial ? '\n .\n Packed with a fallback Electron: for trial on one machine, never for release.' : ''}
`;
}

/** @param {string} folder @returns {number} what its files hold */
function bytesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
