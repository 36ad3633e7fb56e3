import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window: a web page served at app://bundle/ by electron/app/protocol.ts. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // The oldest Chromium the app runs on (Electron 33).
    target: 'chrome130',
    sourcemap: true,
    // Inlined files would be data: addresses, which the content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
