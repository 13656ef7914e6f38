/**
 * `npm run verify:fhir`: FHIR documents as Locum exports them – a draft, a signed note, one of several authorships, one that no model
 * wrote – before HAPI's validator, without a terminology server. Needs Java 17 and Maven; without them nothing is validated,
 * which is said. Exit status 1 for an error, or for more warnings than are expected.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authorship } from '../../src/engine/authorship.ts';
import { type DocumentInput, noteDocument } from '../../src/engine/export/document.ts';
import { asFhir } from '../../src/engine/export/fhir/bundle.ts';

/** One is expected: LOINC's codes, which the Composition's type is from, are known to terminology servers only. */
const MOST_WARNINGS = 2;

const folder = mkdtempSync(join(tmpdir(), 'locum-fhir-'));

function run(command: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status === 0) return stdout;
  console.log(stderr || stdout || `${command} cannot be run.`);
  return null;
}

const PROXY: Authorship = {
  models: { base: { id: 'demo-base', precision: 'q8' }, expert: { id: 'demo-it' }, anti: { id: 'demo-anti' } },
  method: 'proxy',
  alpha: 0.75,
  seed: 0,
  prompt: { template: 'visit', version: '4ac90c55' },
  backend: 'webgpu',
  app: '0.1.0',
};
const EXPERT: Authorship = { models: { expert: { id: 'demo-cpt' } }, method: 'expert' };
const TEXT =
  'HISTORY OF PRESENT ILLNESS\n\nKnee pain since Sunday.\n\n- No fever.\n\nPLAN\n\n1. Rest, ice <2 days> & review.';
const SIGNED = { name: 'Dr Ada Okafor', at: '2025-03-04T10:20:00Z' };

function bundle(authorships: readonly Authorship[], signature: DocumentInput['signature']): string {
  const state = { signature, edited: signature !== null, beforeChange: false };
  const document = noteDocument({ text: TEXT, createdAt: new Date('2025-03-04T10:11:12Z'), authorships, ...state });
  return JSON.stringify(asFhir(document), null, 2);
}

const BUNDLES = {
  draft: bundle([PROXY], null),
  signed: bundle([PROXY], SIGNED),
  several: bundle([PROXY, EXPERT], SIGNED),
  'by-hand': bundle([], SIGNED),
} as const;

function validate(): number {
  const files = Object.entries(BUNDLES).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.json`), text);
    return `${name}.json`;
  });
  const classpath = join(folder, 'classpath.txt');
  const pom = join(import.meta.dirname, 'pom.xml');
  const resolved = run('mvn', ['-q', '-B', '-f', pom, 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`]);
  if (resolved === null) {
    console.log('Skipped, nothing was validated: Maven cannot fetch HAPI’s validator here.');
    return 0;
  }
  const validator = join(import.meta.dirname, 'Validate.java');
  const told = run('java', ['-cp', readFileSync(classpath, 'utf8').trim(), validator, ...files]);
  if (told === null) return 1;
  const messages = told.split('\n').map((line) => line.split('\t'));
  let failures = 0;
  for (const file of files) {
    const own = messages.filter(([name]) => name === file);
    const [errors, warnings] = [['error', 'fatal'], ['warning']].map((kinds) =>
      own.filter(([, severity = '']) => kinds.includes(severity)),
    );
    if (!own.some(([, severity]) => severity === 'read') || errors!.length > 0 || warnings!.length > MOST_WARNINGS)
      failures++;
    console.log(`${file}: ${errors!.length} errors, ${warnings!.length} warnings.`);
    for (const [, severity, place, message] of [...errors!, ...warnings!])
      console.log(`  ${severity} ${place}: ${message}`);
  }
  return failures === 0 ? 0 : 1;
}

try {
  process.exitCode = validate();
} finally {
  rmSync(folder, { recursive: true });
}
