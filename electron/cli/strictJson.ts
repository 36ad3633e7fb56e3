/** What a text says as JSON, or why it is none. */
export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** Deeper than any command or query goes; SQLite itself stops at 1,000. */
const MAX_DEPTH = 64;

/**
 * JSON that means one thing only. `JSON.parse` keeps the last of two equal keys and takes any depth; here a repeated
 * key, a key `__proto__` and more than 64 levels are refused. The problem never quotes the text, which may hold a PIN.
 */
export function parseStrictJson(text: string): StrictJson {
  const ambiguity = findAmbiguity(text);
  if (ambiguity !== null) return { ok: false, problem: ambiguity };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, problem: brokenAt(error, text) };
  }
}

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Looks at brackets and keys alone; whether the text is JSON at all is left to the parser. */
function findAmbiguity(text: string): string | null {
  // One entry a level: the keys seen so far in an object, null in an array.
  const levels: (Set<string> | null)[] = [];
  let keyComes = false;

  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        if (levels.length === MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
        keyComes = text.charCodeAt(i) === OPEN_OBJECT;
        levels.push(keyComes ? new Set() : null);
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        levels.pop();
        keyComes = false;
        break;
      case COMMA:
        keyComes = Boolean(levels.at(-1));
        break;
      case COLON:
        keyComes = false;
        break;
      case QUOTE: {
        const end = endOfString(text, i);
        const keys = keyComes ? levels.at(-1) : null;
        const key = keys ? readKey(text.slice(i, end + 1)) : null;
        if (keys && key !== null) {
          if (key === '__proto__') return 'has a key __proto__, which is not allowed';
          if (keys.has(key)) return `has the key ${JSON.stringify(key)} twice`;
          keys.add(key);
        }
        i = end;
        break;
      }
    }
  }
  return null;
}

/** @returns the place of the closing quote, or past the end of the text when there is none */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return end;
}

/** `"\u0061"` and `"a"` are one key. */
function readKey(quoted: string): string | null {
  try {
    const key: unknown = JSON.parse(quoted);
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}

/** The engine's own message quotes what stands around the place; only the place is taken from it, where it gives one. */
function brokenAt(error: unknown, text: string): string {
  const message = error instanceof SyntaxError ? error.message : '';
  const position = Number(/ at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (/^(Unexpected end|Unterminated)/.test(message) || position >= text.length) {
    return 'is not JSON: it ends too early';
  }
  return Number.isNaN(position) ? 'is not JSON' : `is not JSON: it goes wrong at character ${position + 1}`;
}
