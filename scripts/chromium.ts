/** Where the end-to-end tests get a Chromium from: what is there, else one that is installed for them. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const FIXED_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onSystem(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...inPath, ...(FIXED_PLACES[process.platform] ?? [])].find(executable) ?? null;
}

/** Whether it starts at all: a downloaded Chromium can lack system libraries. */
function starts(path: string): boolean {
  // On Windows `--version` opens a window instead of printing.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}

function run(command: string, ...args: string[]): boolean {
  console.error(`$ ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status === 0;
}

function ofPlaywright(): string | null {
  const path = chromium.executablePath();
  return existsSync(path) && starts(path) ? path : null;
}

function installWithPlaywright(): string | null {
  if (!run('npx', '--no-install', 'playwright', 'install', 'chromium')) return null;
  if (ofPlaywright()) return ofPlaywright();
  run('npx', '--no-install', 'playwright', 'install-deps', 'chromium');
  return ofPlaywright();
}

function installWithApt(): string | null {
  if (process.platform !== 'linux' || !executable('/usr/bin/apt-get')) return null;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command = '', ...args] = [...prefix, 'apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'];
  return run(command, ...args) ? onSystem() : null;
}

/** Path of a Chromium or Chrome, or null when there is none and none can be installed. */
export function findChromium(): string | null {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (!executable(asked)) console.error(`CHROMIUM_PATH names ${asked}, which cannot be run.`);
    return executable(asked) ? asked : null;
  }
  return onSystem() ?? ofPlaywright() ?? installWithPlaywright() ?? installWithApt();
}
