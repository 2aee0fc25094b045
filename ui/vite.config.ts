import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { devHost } from './dev-host'

export default defineConfig({
  plugins: [svelte(), devHost()],
  // Tauri opens this port in development; a second one would show an empty window.
  server: { port: 1420, strictPort: true, host: '127.0.0.1' },
  define: {
    __DEV_HOST__: 'false',
    __VERSION__: JSON.stringify(process.env.npm_package_version ?? '0.1.0'),
  },
  clearScreen: false,
  worker: { format: 'es' },
  build: {
    target: 'safari16.4',
    // The content security policy has no `data:` for fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    testTimeout: 20_000,
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
  },
})
