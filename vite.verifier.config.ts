import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { verifierWords as words } from './shared/uiWordsVerifier.ts';

const TEMPLATE = 'renderer/verifier/page.html';

/**
 * Puts script and style into the page itself, and a policy that lets these two run, by their hashes, and nothing else:
 * no other script, and no address at all. Beside it, what the page was made from, by which a stale one is known.
 */
function inOnePage(): Plugin {
  return {
    name: 'in-one-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const script = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? [part.code] : []));
      const style = Object.values(bundle).flatMap((part) => (part.type === 'asset' ? [String(part.source)] : []));
      if (script.length !== 1 || style.length !== 1) this.error('the page is to have one script and one style');
      for (const name of Object.keys(bundle)) delete bundle[name];
      const inputs = [...new Set([...this.getModuleIds()].map((id) => id.split('?')[0] ?? id))].sort();
      const inline: Readonly<Record<string, string>> = {
        // Within HTML, these two would end the script or hide it.
        SCRIPT: `\n${script
          .join()
          .replace(/<\/(?=script)/gi, '<\\/')
          .replaceAll('<!--', '<\\!--')}`,
        STYLE: `\n${style.join()}`,
        TITLE: words.title,
        NO_SCRIPT: words.noScript,
        LICENCES: licencesOf(inputs),
      };
      const policy = [
        "default-src 'none'",
        `script-src '${hashOf(inline.SCRIPT ?? '')}'`,
        `style-src '${hashOf(inline.STYLE ?? '')}'`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const page = readFileSync(TEMPLATE, 'utf8').replace(/(?:\/\* )?__([A-Z_]+)__(?: \*\/)?/g, (_, name: string) =>
        name === 'POLICY' ? policy : (inline[name] ?? this.error(`nothing for ${name}`)),
      );
      this.emitFile({ type: 'asset', fileName: 'verify.html', source: page });
      const made = [TEMPLATE, ...inputs.map((id) => relative(process.cwd(), id))];
      this.emitFile({ type: 'asset', fileName: 'inputs.json', source: JSON.stringify(made) });
    },
  };
}

/** The libraries in the page, each with its licence, which goes wherever they go. */
function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
  const texts = [...folders].map((folder) => {
    const name = folder.split('/node_modules/').at(-1) ?? folder;
    return `${name}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}`;
  });
  // Two dashes would end the comment that they stand in.
  return texts.join('\n\n\n').replaceAll('--', '- -');
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The page that goes into every custody pack: one file that any browser of the last years opens from a disk. */
export default defineConfig({
  publicDir: false,
  define: { APP_VERSION: JSON.stringify(packageJson.version) },
  plugins: [inOnePage()],
  build: {
    outDir: 'dist/verifier',
    emptyOutDir: false,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    // Whoever doubts the page can read it.
    minify: false,
    cssMinify: false,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: 'renderer/verifier/main.ts',
      output: { format: 'iife', codeSplitting: false },
    },
  },
});
