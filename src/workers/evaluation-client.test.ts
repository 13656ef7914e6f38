import { expect, it } from 'vitest';
import { EvaluationClient, type EvaluationWorker } from './evaluation-client.ts';
import type { OpenInput } from './evaluation-protocol.ts';

/** Answers whatever it is asked. */
class WillingWorker implements EvaluationWorker {
  onmessage: EvaluationWorker['onmessage'] = null;
  onerror: EvaluationWorker['onerror'] = null;
  onmessageerror: EvaluationWorker['onmessageerror'] = null;

  postMessage(message: Parameters<EvaluationWorker['postMessage']>[0]): void {
    if (message.type !== 'request') return;
    const data = { type: 'done', id: message.id, value: {} } as Parameters<
      NonNullable<EvaluationWorker['onmessage']>
    >[0]['data'];
    queueMicrotask(() => this.onmessage?.({ data } as MessageEvent));
  }

  terminate(): void {}
}

it('knows that its models are gone when the worker ends while nothing is asked of it', async () => {
  const workers: WillingWorker[] = [];
  const client = new EvaluationClient(() => {
    const worker = new WillingWorker();
    workers.push(worker);
    return worker;
  });
  const input = { models: {}, purpose: 'proxy', backend: 'cpu' } as unknown as OpenInput;
  expect(client.holdsModels).toBe(false);
  await client.open(input);
  expect(client.holdsModels).toBe(true);
  const [first] = workers;
  first?.onerror?.({ preventDefault() {}, message: 'killed' } as ErrorEvent);
  expect(client.holdsModels).toBe(false);
  await client.open(input);
  expect(client.holdsModels).toBe(true);
  client.dispose();
  expect([client.holdsModels, workers.length]).toEqual([false, 2]);
});
