/** Loading the models without having them do anything. */
import { openModels } from './engine.ts';
import { ModelTask, type Outcome } from './model-task.ts';

const loading = new ModelTask('the loading of the models');

export const stopLoading = (): void => loading.stop();

export function loadModels(): Promise<Outcome> {
  return loading.run(async (signal) => {
    await openModels(signal);
  });
}
