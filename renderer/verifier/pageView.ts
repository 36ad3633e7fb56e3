import { verifierWords as words } from '../../shared/uiWordsVerifier.ts';
import { element } from './element.ts';
import { sizeText } from './format.ts';

/** Of package.json; the bundler puts it in. */
declare const APP_VERSION: string;

export interface PageView {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  readonly file: HTMLInputElement;
  readonly key: HTMLTextAreaElement;
  /** Shows an answer; null: that there is none yet. */
  say(answer: HTMLElement | null): void;
  /** Shows why there is no answer. */
  trouble(text: string): void;
  /** Says by the field of the key what is wrong with it, and goes there; null: nothing. */
  keyTrouble(text: string | null): void;
  /** @param done bytes @param of bytes in all */
  progress(text: (done: string, of: string) => string, done: number, of: number): void;
  dropping(over: boolean): void;
}

/** The page before anything was checked: the question at the left, room for the answer at the right. */
export function pageView(): PageView {
  const file = element('input', {
    id: 'file',
    type: 'file',
    accept: '.zip,.custodypack',
    attributes: { 'aria-describedby': 'file-hint' },
  });
  // Two lines, so that all of it is seen.
  const key = element('textarea', {
    id: 'key',
    rows: 2,
    autocomplete: 'off',
    spellcheck: false,
    attributes: { 'aria-describedby': 'key-hint key-trouble', autocapitalize: 'off' },
  });
  const keySays = element('p', { id: 'key-trouble', className: 'trouble', hidden: true });
  const form = element(
    'form',
    { className: 'panel', noValidate: true },
    element('label', { htmlFor: 'file' }, words.file),
    file,
    element('p', { id: 'file-hint', className: 'fine' }, words.fileHint),
    element('label', { htmlFor: 'key' }, words.key),
    key,
    keySays,
    element('p', { id: 'key-hint', className: 'fine' }, words.keyHint),
    element('button', { type: 'submit' }, words.check),
  );
  const trust = element(
    'section',
    { className: 'panel', attributes: { 'aria-labelledby': 'trust' } },
    element('h2', { id: 'trust' }, words.trust),
    ...words.trustMore.map((text) => element('p', { className: 'fine' }, text)),
    element('p', {}, element('code', {}, words.trustCommand)),
  );
  const waiting = element('p', { className: 'waiting' }, words.waiting);
  const answer = element('div', { id: 'answer' }, waiting);
  // Not read aloud at every step: the bar is, as often as whoever listens has set it.
  const status = element('p', { id: 'status', className: 'fine' });
  const bar = element('progress', { max: 1, value: 0, hidden: true, attributes: { 'aria-labelledby': 'status' } });
  const root = element(
    'div',
    { id: 'page' },
    element(
      'header',
      {},
      element('strong', {}, words.product),
      element('span', { className: 'fine' }, words.version(APP_VERSION)),
    ),
    element(
      'main',
      {},
      element(
        'div',
        { className: 'question' },
        element('h1', {}, words.title),
        element('p', { className: 'lead' }, words.lead),
        form,
        trust,
      ),
      element('div', { className: 'answer' }, status, bar, answer),
    ),
    element('div', { id: 'drop', attributes: { 'aria-hidden': 'true' } }, words.drop),
  );

  const show = (content: HTMLElement): void => {
    bar.hidden = true;
    status.textContent = '';
    answer.replaceChildren(content);
  };
  let percent = -1;
  return {
    root,
    form,
    file,
    key,
    say: (content) => show(content ?? waiting),
    trouble: (text) => show(element('p', { className: 'panel trouble', attributes: { role: 'alert' } }, text)),
    keyTrouble: (text) => {
      keySays.hidden = text === null;
      keySays.textContent = text;
      key.setAttribute('aria-invalid', String(text !== null));
      if (text !== null) key.focus();
    },
    progress: (text, done, of) => {
      const now = of === 0 ? 0 : Math.floor((100 * done) / of);
      if (now === percent && !bar.hidden) return;
      percent = now;
      bar.hidden = false;
      bar.value = now / 100;
      status.textContent = text(sizeText(done), sizeText(of));
    },
    dropping: (over) => root.classList.toggle('dropping', over),
  };
}
