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
    rolldownOptions: {
      output: {
        // Each view is a file of its own (renderer/views/views.tsx), and what several have in common is one: left to
        // itself the bundler makes fifty of it, and each file is a question to the main process at start.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules.(react|react-dom|scheduler|zod|zustand)[\\/]/, priority: 2 },
            {
              name: 'controls',
              test: /node_modules.(@mantine|@floating-ui|@tanstack|react-[a-z-]+)[\\/]/,
              priority: 1,
            },
            { name: 'common', minShareCount: 2 },
          ],
        },
      },
    },
  },
});
