/** The models that can be chosen here, by name. */
import { CATALOGUE } from '../../engine/catalogue/models.ts';
import type { StorageState } from '../../workers/models-protocol.ts';
import { catalogueRef, entriesByRef, type ModelRef, refOf } from './model-refs.ts';
import type { SessionModel } from './roles.ts';

/** Those that Locum runs itself: what comes with it, what is stored in full, and what lasts until the page is closed. */
export function modelsHere(
  storage: StorageState | null,
  session: Readonly<Record<ModelRef, SessionModel>>,
): readonly ModelRef[] {
  return [
    ...CATALOGUE.filter(({ family }) => family === 'demo').map(catalogueRef),
    ...(storage?.models ?? []).filter(({ complete }) => complete).map(({ address }) => refOf(address)),
    ...entriesByRef(session).map(([ref]) => ref),
  ];
}
