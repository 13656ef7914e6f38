import { MemoryStick } from 'lucide-react';
import { useState } from 'react';
import { CATALOGUE } from '../../../engine/catalogue/models.ts';
import type { PickedAdapter } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { catalogueRef, entriesByRef, isForWebLlm, type ModelRef, nameOf, refOf } from '../../models/model-refs.ts';
import { useModels } from '../../models/models.ts';
import { addSessionModel, labelOf, setRoles, useRoles } from '../../models/roles.ts';
import { Choice } from './choice.tsx';

/** A LoRA adapter from this device: over which base it is an expert. */
export function FoundAdapter({ adapter, onDone }: { readonly adapter: PickedAdapter; readonly onDone: () => void }) {
  const { name, rank, trainedOver, files } = adapter;
  const bases = useBases();
  const usual = useRoles(({ roles }) => roles.base);
  const own = bases.find((ref) => trainedOver !== null && isNamed(ref, trainedOver));
  const [base, setBase] = useState<ModelRef>(own ?? (bases.includes(usual) ? usual : (bases[0] ?? usual)));

  function use(): void {
    const label = `${labelOf(base)} + ${name}`;
    const expert = addSessionModel({ kind: 'adapted', label, base, files, rank });
    setRoles({ base, expert, anti: base });
    onDone();
  }

  return (
    <div className="mt-2 rounded border border-line bg-panel px-3 py-2 text-[13px]" data-testid="found-adapter">
      <p className="font-semibold break-words">{name}</p>
      <p className="text-muted">
        LoRA adapter of rank {rank}
        {trainedOver !== null && <>, trained over {trainedOver}</>}. With its base it is an expert, and the base alone
        is base and anti-expert: all three share one set of weights.
      </p>
      {trainedOver !== null && own === undefined && (
        <p className="text-warn">
          {trainedOver} is not stored here. Over another model the adapter is refused, or writes nonsense.
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Choice
          label="Base"
          value={base}
          onChange={setBase}
          options={bases.map((ref) => ({ id: ref, label: labelOf(ref) }))}
        />
        <Button look="primary" onPress={use}>
          <MemoryStick aria-hidden /> Use it until this page is closed
        </Button>
      </div>
    </div>
  );
}

/** Models that are here and whose weights Locum holds itself. */
function useBases(): readonly ModelRef[] {
  const storage = useModels((state) => state.storage);
  const session = useRoles((state) => state.session);
  const refs = [
    ...(storage?.models ?? []).filter(({ complete }) => complete).map(({ address }) => refOf(address)),
    ...entriesByRef(session).flatMap(([ref, { kind }]) => (kind === 'adapted' ? [] : ref)),
    ...CATALOGUE.filter(({ family }) => family === 'demo').map(catalogueRef),
  ];
  return [...new Set(refs)].filter((ref) => !isForWebLlm(ref));
}

/** Whether a model is the one that an adapter's author names: in full, or, for a folder, by its last part. */
function isNamed(ref: ModelRef, baseName: string): boolean {
  const name = nameOf(ref);
  const last = (path: string): string | undefined => path.split(/[/\\]/).filter(Boolean).at(-1)?.toLowerCase();
  return ref.startsWith('hub:') ? name.toLowerCase() === baseName.toLowerCase() : last(name) === last(baseName);
}
