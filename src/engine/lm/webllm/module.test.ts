import type * as newest from '@mlc-ai/web-llm';
import { expectTypeOf, test } from 'vitest';
import type * as older from 'web-llm-0.2.79';
import type { WebLlmModule } from './module.ts';

test('what Locum uses is there, with these types, in both releases', () => {
  expectTypeOf<typeof newest>().toExtend<WebLlmModule>();
  expectTypeOf<typeof older>().toExtend<WebLlmModule>();
});
