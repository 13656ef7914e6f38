import { CATALOGUE, FAMILIES } from '../../../engine/catalogue/models.ts';
import { ModelRow } from './model-row.tsx';
import { Section } from './section.tsx';

/** Known models by family. */
export function CatalogueList() {
  return (
    <Section
      id="models-catalogue"
      title="Catalogue"
      about="Memory is that of a graphics adapter with the weights in 4 bits and 4,096 tokens of context (all of it, where a model holds less)."
    >
      <div className="flex flex-col gap-3">
        {FAMILIES.map(({ id, name, about }) => (
          <section key={id} aria-label={name}>
            <h3 className="text-[13px]">
              <span className="font-semibold">{name}</span> <span className="text-muted">{about}</span>
            </h3>
            <ul className="mt-1 divide-y divide-line rounded border border-line bg-panel">
              {CATALOGUE.filter(({ family }) => family === id).map((model) => (
                <ModelRow key={model.id} model={model} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Section>
  );
}
