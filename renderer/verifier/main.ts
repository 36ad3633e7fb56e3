import '../../shared/jitless.ts';
import '../theme/tokens.css';
import './verifier.css';
import { checkPack, type PackProgress } from '../../shared/pack/checkPack.ts';
import { keyDigits } from '../../shared/pack/packFormat.ts';
import { packWords } from '../../shared/uiWordsPack.ts';
import { verifierWords as words } from '../../shared/uiWordsVerifier.ts';
import { sizeText } from './format.ts';
import { inSlices } from './inSlices.ts';
import { pageView } from './pageView.ts';
import { readWhole } from './readWhole.ts';
import { verdictView } from './verdictView.ts';
import { webPrimitives } from './webPrimitives.ts';

/** As many as the command line reads. */
const MAX_BYTES = 2 ** 31 - 1;
/** The first bytes of a zip archive. */
const ZIP = [0x50, 0x4b, 3, 4];

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = (): void => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', follow);
follow();

const page = pageView();
document.body.prepend(page.root);

/** The check that is under way; another choice ends it. */
let running = new AbortController();

function begin(): AbortSignal {
  running.abort();
  running = new AbortController();
  return running.signal;
}

/** What was said of another file, or with another key, does not stay. */
function forget(): void {
  begin();
  page.say(null);
  page.keyTrouble(null);
}

async function check(): Promise<void> {
  forget();
  const { signal } = running;
  const [file] = page.file.files ?? [];
  const typed = page.key.value.trim();
  const key = typed === '' ? null : keyDigits(typed);
  if (typed !== '' && key === null) return page.keyTrouble(words.keyWrong);
  if (!file) return page.trouble(words.chooseFirst);
  if (file.size > MAX_BYTES) return page.trouble(packWords.archive.size);
  const reading = (done: number): void => page.progress(words.reading, done, file.size);
  const checking = ({ done, of }: PackProgress): void => page.progress(words.checking, done, of);
  try {
    reading(0);
    const bytes = await readWhole(file, reading, signal);
    if (ZIP.some((byte, i) => bytes[i] !== byte)) return page.trouble(words.isNoPack(file.name));
    const verdict = await inSlices(checkPack(bytes, key, webPrimitives), checking, signal);
    const view = verdictView({ file, at: new Date(), keyNamed: key !== null, verdict });
    page.say(view);
    view.querySelector('h2')?.focus();
  } catch (error) {
    if (!signal.aborted) page.trouble(troubleOf(error, file));
  }
}

function troubleOf(error: unknown, { name, size }: File): string {
  if (error instanceof RangeError) return words.tooLargeHere(name, sizeText(size));
  if (error instanceof DOMException) return words.unreadable(name);
  return words.failed(String(error));
}

page.form.addEventListener('submit', (event) => {
  event.preventDefault();
  void check();
});
page.file.addEventListener('change', () => void (page.file.files?.length ? check() : forget()));
page.key.addEventListener('input', forget);
page.key.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  page.form.requestSubmit();
});

// A file that misses would otherwise be opened in place of the page.
const isFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
addEventListener('dragover', (event) => {
  if (!isFile(event)) return;
  event.preventDefault();
  page.dropping(true);
});
addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && page.dropping(false));
addEventListener('drop', (event) => {
  if (!isFile(event)) return;
  event.preventDefault();
  page.dropping(false);
  const files = event.dataTransfer?.files;
  if (!files?.length) return;
  page.file.files = files;
  void check();
});
