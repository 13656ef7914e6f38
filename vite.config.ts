import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { bundledLicences } from './scripts/bundled-licences.ts';
import { offline, workerConnections } from './scripts/offline.ts';
import { swappedBuild } from './scripts/swapped-build.ts';
import { developmentHeaders, metaPolicy, securityHeaders } from './src/policy.ts';

/** Writes the policy into the built page, so that it holds on any static host. */
function policyInPage(): Plugin {
  return {
    name: 'locum:policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Threads of whisper.cpp run a script of ours (`src/workers/transcriber.worker.ts`); the package's own would be built in beside it. */
function withoutOwnThreads(): Plugin {
  return {
    name: 'locum:without-own-threads',
    enforce: 'pre',
    transform: {
      filter: { id: /@transcribe\/shout\/src/ },
      handler: (code) => ({ code: code.replace('new URL("shout.wasm.js",import.meta.url)', '""'), map: null }),
    },
  };
}

const licences = bundledLicences('licenses.md');

export default defineConfig({
  // Nothing names the root of a site: the built app works below any path.
  base: './',
  plugins: [react(), tailwindcss(), policyInPage(), licences.page, workerConnections(), offline(), swappedBuild()],
  worker: { format: 'es', plugins: () => [withoutOwnThreads(), licences.worker] },
  server: { headers: developmentHeaders },
  preview: { headers: securityHeaders },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Nothing is inlined as data: – the policy allows scripts and workers from files of our own only.
    assetsInlineLimit: 0,
    // What the first load may weigh is measured compressed, by `npm run bench:page`.
    chunkSizeWarningLimit: 600,
  },
});
