import { describe, expect, it } from 'vitest';
import { LocumError } from '../../engine/errors.ts';
import { remediesOf } from './error-panel.tsx';

const of = (...error: ConstructorParameters<typeof LocumError>) => remediesOf(new LocumError(...error).toRecord());

describe('what the panel of an error offers', () => {
  it('is to try again where the same models can go on', () => {
    expect(of('internal', 'A hiccup.')).toEqual(['retry', 'use-cpu']);
    expect(of('network', 'No answer.')).toEqual(['retry']);
  });

  it('is fresh models where they cannot', () => {
    expect(of('internal', 'Broken.', { recoverable: false })).toEqual(['reload-models', 'use-cpu']);
  });

  it('is no CPU where web-llm runs the model', () => {
    const details = { engine: 'webllm' };
    expect(of('internal', 'Broken.', { details, recoverable: false })).toEqual(['reload-models']);
    expect(of('device-lost', 'Gone.', { details })).toEqual(['reload-models']);
  });
});
