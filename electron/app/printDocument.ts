import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { app, BrowserWindow, session } from 'electron';
import { SANS } from '../report/fonts.ts';
import { escapeHtml } from '../report/formats/htmlCells.ts';
import { MARGINS } from '../report/formats/htmlStyle.ts';
import { type PrintWish, printWish } from '../report/printWish.ts';
import { hardenApp, hardenSession } from './hardening.ts';
import { registerScheme } from './protocol.ts';

const MM_PER_INCH = 25.4;
const ADDRESS = 'app://bundle/document';
let printed = 0;

/** Prints a page to a file, in a hidden window that can load nothing but the page and runs no script. */
export async function printDocument({ page, pdf, paper, foot }: PrintWish, stop?: AbortSignal): Promise<void> {
  printed += 1;
  const own = session.fromPartition(`print-${printed}`);
  hardenSession(own);
  own.protocol.handle('app', ({ url }) =>
    url === ADDRESS
      ? new Response(Readable.toWeb(Readable.from(withFoot(page, foot))) as ReadableStream, {
          headers: { 'Content-Type': 'text/html; charset=utf-8' },
        })
      : new Response('', { status: 404 }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, javascript: false, spellcheck: false },
  });
  const end = () => window.destroy();
  stop?.addEventListener('abort', end, { once: true });
  try {
    await window.loadURL(ADDRESS);
    const inch = (mm: number) => mm / MM_PER_INCH;
    const bytes = await window.webContents.printToPDF({
      pageSize: typeof paper === 'string' ? paper : { width: inch(paper.width), height: inch(paper.height) },
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      ...(foot
        ? {
            displayHeaderFooter: true,
            headerTemplate: '<span></span>',
            footerTemplate: footHtml(foot),
            margins: {
              top: inch(MARGINS.top),
              bottom: inch(MARGINS.bottom),
              left: inch(MARGINS.side),
              right: inch(MARGINS.side),
            },
          }
        : { margins: { top: 0, bottom: 0, left: 0, right: 0 } }),
    });
    await writeFile(pdf, bytes, { flag: 'wx' });
  } finally {
    stop?.removeEventListener('abort', end);
    if (!window.isDestroyed()) window.destroy();
  }
}

type Foot = NonNullable<PrintWish['foot']>;
const FOOT_FONT = `font:6.5pt/1.4 ${SANS};font-variant-ligatures:no-common-ligatures`;

/**
 * The page, and behind it, unseen, every letter of the foot. Chromium draws the foot before a font of its own could be
 * loaded, but takes one that the page has loaded already under the very same address, which here is all of its bytes.
 */
async function* withFoot(page: string, foot: Foot | null): AsyncGenerator<Uint8Array> {
  yield* createReadStream(page);
  if (!foot) return;
  const { left, middle, page: word, of, faces } = foot;
  const letters = escapeHtml(`${left} ${middle} ${word} ${of} 0123456789`);
  const unseen = `position:absolute;top:0;left:0;width:0;height:0;overflow:hidden;visibility:hidden;${FOOT_FONT}`;
  yield Buffer.from(`<style>${faces}</style><div aria-hidden="true" style="${unseen}">${letters}</div>`);
}

/** Chromium fills in the two numbers. It gives these pages no size of their own, so it is said here. */
function footHtml({ left, middle, page, of, faces }: Foot): string {
  const style = `width:100%;margin:0 ${MARGINS.side}mm;padding-top:1.5mm;border-top:0.5pt solid #111;display:flex;justify-content:space-between;align-items:baseline;gap:6mm;white-space:nowrap;${FOOT_FONT};color:#111`;
  const long = 'min-width:0;overflow:hidden;text-overflow:ellipsis';
  return `<style>${faces}</style><div style="${style}"><span style="${long}">${escapeHtml(left)}</span><span>${escapeHtml(middle)}</span><span>${escapeHtml(page)} <span class="pageNumber"></span> ${escapeHtml(of)} <span class="totalPages"></span></span></div>`;
}

const SWITCH = '--print-document=';

/** The file that says what to print, where the app was started for that alone; null: it was not. */
export function printArgument(argv: readonly string[]): string | null {
  return argv.find((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length) ?? null;
}

/** The whole of the app in such a start: prints and ends, with status 1 and the reason on stderr where it could not. */
export function printAndQuit(file: string): void {
  hardenApp();
  registerScheme();
  const print = async (): Promise<void> => {
    await app.whenReady();
    await printDocument(printWish.parse(JSON.parse(await readFile(file, 'utf8'))));
  };
  print().then(
    () => app.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      app.exit(1);
    },
  );
}
