import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

/** Each file of electron/workers/ is started by its own name, so each becomes a bundle of its own beside main. */
const workers = existsSync('electron/workers')
  ? readdirSync('electron/workers').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  : [];

/** The main process and its workers: ES modules for Node 20 and later (Electron 33 to 45). */
export default defineConfig({
  publicDir: false,
  ssr: {
    // Bundle everything but what is native or Electron itself, so that a package holds few files.
    noExternal: true,
    external: ['electron', 'better-sqlite3', '@node-rs/argon2'],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    ssr: true,
    rolldownOptions: {
      input: {
        main: 'electron/main.ts',
        ...Object.fromEntries(
          workers.map((name) => [`workers/${name.replace(/[.]ts$/, '')}`, `electron/workers/${name}`]),
        ),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
