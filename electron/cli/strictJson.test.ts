import { describe, expect, it } from 'vitest';
import { parseStrictJson } from './strictJson.ts';

const problem = (text: string): string | null => {
  const read = parseStrictJson(text);
  return read.ok ? null : read.problem;
};

describe('JSON that means one thing only', () => {
  it('is read as JSON is', () => {
    const text = '{"a":[1,{"b":"} , \\" ]"},{"b":2}],"c":{"a":null},"":"x","\\"":1}';
    expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    expect(parseStrictJson(' "text" ')).toEqual({ ok: true, value: 'text' });
  });

  it('has no key twice, however it is spelled and however deep', () => {
    expect(problem('{"tag":"A","tag":"B"}')).toBe('has the key "tag" twice');
    expect(problem('{"tag":"A","\\u0074ag":"B"}')).toBe('has the key "tag" twice');
    expect(problem('[{"set":{"a":1,"b":[{}],"a":2}}]')).toBe('has the key "a" twice');
    expect(problem('[{"a":1},{"a":2}]')).toBeNull();
  });

  it('has no key that reaches for the prototype, but may have the word as a value', () => {
    expect(problem('{"a":{"__proto__":{"role":"admin"}}}')).toContain('__proto__');
    expect(problem('{"a":{"\\u005f_proto__":1}}')).toContain('__proto__');
    expect(problem('{"note":"__proto__","list":["__proto__"]}')).toBeNull();
  });

  it('is not nested without end', () => {
    expect(problem('['.repeat(64) + ']'.repeat(64))).toBeNull();
    expect(problem('['.repeat(5_000_000))).toBe('is nested deeper than 64 levels');
    expect(problem('{"a":'.repeat(100_000))).toBe('is nested deeper than 64 levels');
  });

  it('says where it breaks, and never what stood there', () => {
    expect(problem('{"pin":"123456", x}')).toBe('is not JSON: it goes wrong at character 18');
    expect(problem('{"pin":"123456"')).toBe('is not JSON: it ends too early');
    expect(problem('{"pin":"1234')).toBe('is not JSON: it ends too early');
    expect(problem('')).toBe('is not JSON: it ends too early');
    expect(problem('secret')).toBe('is not JSON');
    expect(problem('{"a":NaN}')).toBe('is not JSON');
  });
});
