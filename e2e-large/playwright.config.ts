import { defineConfig } from '@playwright/test';
import everyday from '../playwright.config.ts';

/** The same Chromium as every day's tests take; a page of its own. */
const software = everyday.projects?.find(({ name }) => name === 'webgpu')?.use ?? {};

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/large',
  timeout: 1_800_000,
  workers: 1,
  reporter: 'list',
  use: software,
});
