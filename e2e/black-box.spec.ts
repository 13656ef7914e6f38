/** A base model on another server, which the user names: only then, only there, and visibly. */
import { expect, test } from '@playwright/test';
import type { Participant } from '../src/engine/decoding/members.ts';
import { type ModelServer, serveModel } from '../src/engine/decoding/testing/model-server.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import { loadTokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import { NotePage } from './pages/note-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

const KEY = 'a key of this test';
let server: ModelServer;

test.beforeAll(async () => {
  const source = folderSource('public/models/demo-capt-base');
  const base: Participant = {
    tokenizer: await loadTokenizer(source),
    model: await loadCpuModel(await openCheckpoint(source)),
  };
  server = await serveModel(base, { key: KEY, model: 'demo' });
});
test.afterAll(() => server.close());

test('writes with a base behind an address, names it while it is in use, and stops when told to', async ({ page }) => {
  const note = new NotePage(page);
  const settings = new SettingsPage(page);
  await note.open();
  await note.dialogue.fill('Doctor: Any pain?\nPatient: My knee hurts.');
  await settings.visit();
  await expect(settings.endpointInUse).toHaveCount(0);
  await settings.useBase({ address: 'hospital', model: 'demo' });
  await expect(settings.blackBox.getByRole('alert')).toContainText('address');
  await settings.useBase({ address: server.baseUrl, model: 'demo', key: 'another' });
  const { origin } = new URL(server.baseUrl);
  await expect(settings.endpointInUse).toContainText(origin);

  await settings.leaveForNote();
  await note.setMaxTokens(10);
  await note.generate();
  await expect(note.problem).toContainText('The endpoint refused the key');
  await expect(note.models).toContainText(`on ${origin}: what you write is sent there`);

  await settings.visit();
  await settings.stopUsing();
  await settings.useBase({ address: server.baseUrl, model: 'demo', key: KEY });
  await settings.leaveForNote();
  const asked = server.requests.length;
  await note.generate();
  await note.waitFor('finished');
  await expect(note.tokens).not.toHaveCount(0);
  expect(server.requests.length).toBeGreaterThan(asked);
  expect(server.requests.at(-1)).toMatchObject({ model: 'demo', max_tokens: 1, stream: false });

  await settings.visit();
  await settings.stopUsing();
  await expect(settings.endpointInUse).toHaveCount(0);
  const before = server.requests.length;
  await settings.leaveForNote();
  await note.generate();
  await note.waitFor('finished');
  await expect(page.getByTestId('endpoint')).toHaveCount(0);
  expect(server.requests).toHaveLength(before);
});
