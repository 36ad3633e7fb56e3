import { defineConfig } from 'vite';

/** The preload of a sandboxed window must be one CommonJS file that requires nothing but Electron. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'chrome130',
    minify: false,
    sourcemap: true,
    ssr: 'electron/preload.ts',
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false } },
  },
});
