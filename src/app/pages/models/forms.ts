/** How a model can be kept, in the user's words. */
import type { CatalogueModel } from '../../../engine/catalogue/models.ts';
import type { StoredForm } from '../../../workers/models-protocol.ts';
import { catalogueOf, ggufOf, type ModelRef } from '../../models/model-refs.ts';

export const FORM_NAMES: Readonly<Record<StoredForm, string>> = {
  q4: '4-bit',
  q8: '8-bit',
  original: 'as downloaded',
};

/** Demonstration models are small and 8-bit as they come; others are made to fit. */
export function usualForm(model: CatalogueModel | undefined): StoredForm {
  return model?.family === 'demo' ? 'original' : 'q4';
}

/** Of a model by its name: a GGUF file is small enough as it comes. */
export function formOf(ref: ModelRef): StoredForm {
  return ggufOf(ref) === undefined ? usualForm(catalogueOf(ref)) : 'original';
}
