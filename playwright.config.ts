import { defineConfig, devices } from '@playwright/test';
import { tinyModelsAt } from './e2e/pages/tiny-models.ts';
import { findChromium } from './scripts/chromium.ts';

/** `npm test` finds a free one, so that two runs on a machine do not meet. */
const PORT = Number(process.env.LOCUM_TEST_PORT ?? 4318);
const ORIGIN = `http://127.0.0.1:${PORT}`;
const executablePath = findChromium();

/** No background traffic: the tests say what the page itself does. */
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps; it has to be allowed as any other.
  '--use-fake-device-for-media-stream',
];

/** A test may have memory collected when it hurts most. */
const COLLECTABLE = '--js-flags=--expose-gc';

/** WebGPU on SwiftShader, so that the GPU path runs on every machine. */
const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

const ON_THE_GPU = /(webgpu|gpu-memory)\.spec\.ts/;

function browser(...flags: readonly string[]) {
  return {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    launchOptions: { args: [...QUIET, COLLECTABLE, ...flags], ...(executablePath === null ? {} : { executablePath }) },
  };
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Three models on a software GPU, perhaps on a busy machine: long limits, and waiting for states, never for times.
  timeout: 600_000,
  expect: { timeout: 240_000 },
  retries: 0,
  // Files side by side, each test in a profile of its own; two, so that one that waits leaves the machine to another.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // A test that replaces a served file has to see the request: the service worker runs where it is the subject.
  // Nothing is traced, which would slow every step down: `npm run e2e -- --trace retain-on-failure` shows what fails.
  use: { baseURL: ORIGIN, storageState: tinyModelsAt(ORIGIN), serviceWorkers: 'block' },
  webServer: {
    command: `npx tsx scripts/start.ts --port ${PORT} --no-open`,
    url: ORIGIN,
    timeout: 180_000,
    reuseExistingServer: false,
  },
  projects: [
    { name: 'webgpu', testMatch: ON_THE_GPU, use: browser(...SOFTWARE_WEBGPU) },
    { name: 'cpu', testIgnore: ON_THE_GPU, use: browser('--disable-gpu') },
  ],
});
