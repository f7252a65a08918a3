import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Names without a hash: the engine carries the files inside of itself and names them in its build.
export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'chrome90',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        assetFileNames: 'assets/index[extname]',
        inlineDynamicImports: true
      }
    }
  }
});
