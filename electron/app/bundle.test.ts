import { relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleFile, contentSecurityPolicy } from './bundle.ts';

const folder = '/opt/app/dist/renderer';

describe('an address of the window', () => {
  it('means a file of the built page', () => {
    expect(bundleFile(folder, 'app://bundle/')).toEqual({
      path: `${folder}/index.html`,
      mime: 'text/html; charset=utf-8',
    });
    expect(bundleFile(folder, 'app://bundle/assets/a%20b.js?v=1#top')?.path).toBe(`${folder}/assets/a b.js`);
    expect(bundleFile(folder, 'app://bundle/%2e%2e/%2e%2e/main.js')?.path).toBe(`${folder}/main.js`);
  });

  it.each([
    'app://bundle/..%2f..%2fmain.js',
    'app://bundle/..%5c..%5cmain.js',
    'app://bundle/assets/..%2f..%2f..%2fmain.js',
    'app://bundle/C:%2fWindows%2fa.js',
    'app://bundle/%5c%5cserver%5cshare%5ca.js',
    'app://bundle/a%00.js',
    'app://bundle/%e0%a4%a.js',
    'app://elsewhere/index.html',
    'app://bundle:80/index.html',
    'file:///etc/passwd.html',
    'app://bundle/index.html/..%2f..',
    'app://bundle/secret.key',
    // Twice encoded, and in the longer forms of UTF-8 that careless decoders take.
    'app://bundle/..%252f..%252fmain.js',
    'app://bundle/%c0%ae%c0%ae%c0%af%c0%ae%c0%ae%c0%afmain.js',
    'app://bundle/..%ef%bc%8f..%ef%bc%8fsecret.key',
    // What Windows takes for the same file, for a device, for a stream of a file, or for another drive.
    'app://bundle/index.html.',
    'app://bundle/index.html%20',
    'app://bundle/index.html::$DATA',
    'app://bundle/assets%5c..%5c..%5cmain.js',
    'app://bundle/%5c%5c%3f%5cC:%5ca.js',
    'app://bundle/NUL',
    // Other origins that look like ours.
    'app://bundle.elsewhere/index.html',
    'app://BUNDLE/index.html',
    'app:bundle/index.html',
    'app:///index.html',
    'http://bundle/index.html',
    'blob:app://bundle/index.html',
    'view-source:app://bundle/index.html',
    'app://bundle@elsewhere/index.html',
    // The archive that the app lies in, and what lies beside the page.
    'app://bundle/..%2f..%2f..%2fapp.asar%2fpackage.json',
    'app://bundle/..%2frenderer-of-another%2findex.html',
    'app://bundle/index.html.map',
    'not an address',
  ])('means nothing when it is %s', (address) => {
    expect(bundleFile(folder, address)).toBeNull();
  });

  it('never means a file outside the folder, whatever is in it', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%252e', '%00', 'a', 'C:', '//', '?', '#');
    const reached: string[] = [];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = bundleFile(folder, `app://bundle/${pieces.join('')}.js`);
        if (file === null) return;
        reached.push(file.path);
        expect(relative(folder, file.path).split(sep)).not.toContain('..');
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
    expect(reached.length).toBeGreaterThan(100);
  });
});

it('allows styles by nonce and scripts of our own, and nothing inline', () => {
  const policy = contentSecurityPolicy('abc');
  expect(policy).toContain("style-src 'self' 'nonce-abc'");
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
});
