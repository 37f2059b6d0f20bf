import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.REELSIGHT_URL ?? 'http://127.0.0.1:7860';
const proxyPaths = ['/v1.3', '/reelsight', '/media', '/uploads', '/exports', '/openapi.json', '/healthz', '/docs'];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: process.env.STUDIO_OUT ?? '../artifacts/studio',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files would be data: URLs, which the Content Security Policy forbids for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'third-party-notices.md' },
  },
  // For development: `npm run dev` against a running server.
  server: { proxy: Object.fromEntries(proxyPaths.map((path) => [path, { target: server, changeOrigin: false }])) },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
