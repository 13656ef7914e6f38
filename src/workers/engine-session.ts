import type { LocumError } from '../engine/errors.ts';
import type { Handlers } from './serve.ts';
export class EngineSession {
  constructor(readonly onLost: (error: LocumError) => void) {}
  readonly handlers = {} as Handlers;
}
