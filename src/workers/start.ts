/**
 * Starts the workers that every page shares, each with the connections it may have beside the app's own origin; an evaluation starts
 * its own, and so does whoever reads texts. What is allowed is part of a
 * worker's address, so changing it means starting another one: `src/policy.ts` says why.
 */
import { withConnections } from '../policy.ts';
import { trustOwnScripts } from '../trusted-scripts.ts';
import type { WorkerLike } from './calls.ts';
import type { EngineWorker } from './client.ts';
import engineScript from './engine.worker.ts?worker&url';
import type { EvaluationWorker } from './evaluation-client.ts';
import fhirScript from './fhir.worker.ts?worker&url';
import type { FhirOperations } from './fhir-protocol.ts';
import type { MergingWorker } from './merging-client.ts';
import modelsScript from './models.worker.ts?worker&url';
import type { ModelOperations } from './models-protocol.ts';
import type { TextOperations } from './text-protocol.ts';
import type { TranscriptionOperations } from './transcription-protocol.ts';
import webLlmScript from './webllm.worker.ts?worker&url';
import type { ModelWorker } from './webllm-host.ts';

trustOwnScripts();

/** @param origins an endpoint that the user typed in, to which the engine sends the text that it is to continue */
export function startEngine(origins: readonly string[]): EngineWorker {
  return new Worker(withConnections(engineScript, origins), { type: 'module', name: 'engine' });
}

/** @param origins of the model hosts that are switched on */
export function startModels(origins: readonly string[]): WorkerLike<ModelOperations> {
  return new Worker(withConnections(modelsScript, origins), { type: 'module', name: 'models' });
}

/** @param origin of the record system that the user typed in */
export function startFhir(origin: string): WorkerLike<FhirOperations> {
  return new Worker(withConnections(fhirScript, [origin]), { type: 'module', name: 'fhir' });
}

/** For web-llm's own list: the page itself never loads web-llm, which is megabytes of script. */
export function startWebLlm(): ModelWorker {
  return new Worker(webLlmScript, { type: 'module', name: 'web-llm' });
}

export function startText(): WorkerLike<TextOperations> {
  return new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module', name: 'text' });
}

export function startTranscriber(): WorkerLike<TranscriptionOperations> {
  return new Worker(new URL('./transcriber.worker.ts', import.meta.url), { type: 'module', name: 'transcriber' });
}

export function startMerging(): MergingWorker {
  return new Worker(new URL('./merging.worker.ts', import.meta.url), { type: 'module', name: 'merging' });
}

/** Each has models of its own. */
export function startEvaluation(): EvaluationWorker {
  return new Worker(new URL('./evaluation.worker.ts', import.meta.url), { type: 'module', name: 'evaluation' });
}
