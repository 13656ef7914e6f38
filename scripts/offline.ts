/**
 * Makes the built app start without a network: writes `service-worker.js`, which keeps the app's own files, beside them.
 * And lets `vite dev` and `vite preview` serve workers with the connections they ask for, as the production server does.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build, type Connect, type Plugin } from 'vite';
import { developmentHeaders, headersFor, securityHeaders } from '../src/policy.ts';

/** Files of the built app that it needs to start and to show every page. Model weights are stored when asked for. */
function appFiles(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/^models\/.+\/|\.map$|^service-worker\.js$/.test(path))
    .sort();
}

export function offline(): Plugin {
  let directory = '';
  let root = '';
  return {
    name: 'locum:offline',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      directory = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = appFiles(directory);
        const version = createHash('sha256');
        for (const path of files) version.update(path).update(readFileSync(join(directory, path)));
        await build({
          root,
          configFile: false,
          logLevel: 'warn',
          publicDir: false,
          define: {
            __APP_FILES__: JSON.stringify(files),
            __APP_VERSION__: JSON.stringify(version.digest('hex').slice(0, 16)),
          },
          build: {
            outDir: directory,
            emptyOutDir: false,
            target: 'es2023',
            // One classic script: module service workers are not everywhere yet.
            lib: {
              entry: 'src/workers/service-worker.ts',
              formats: ['iife'],
              name: 'locum',
              fileName: () => 'service-worker.js',
            },
          },
        });
      },
    },
  };
}

/** Vite's servers have one set of headers; this one response needs its own. */
export function workerConnections(): Plugin {
  const middleware =
    (usual: Readonly<Record<string, string>>): Connect.NextHandleFunction =>
    (request, response, next) => {
      const headers = headersFor(request.url ?? '/', usual);
      if (headers !== usual) {
        const set = response.setHeader.bind(response);
        response.setHeader = (name, value) => set(name, headers[name] ?? value);
      }
      next();
    };
  return {
    name: 'locum:worker-connections',
    configureServer: (server) => void server.middlewares.use(middleware(developmentHeaders)),
    configurePreviewServer: (server) => void server.middlewares.use(middleware(securityHeaders)),
  };
}
