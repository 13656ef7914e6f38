import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Meter } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { askPersistence, useModels } from '../../models/models.ts';
import { bytes } from '../../text/format.ts';
import { Section } from './section.tsx';

/** How much of what the browser grants is used, and whether it may clear it. */
export function StorageMeter() {
  const storage = useModels((state) => state.storage);
  const problem = useModels((state) => state.problem);
  const [refused, setRefused] = useState(false);
  return (
    <Section
      id="models-storage"
      title="Storage"
      about="Models are kept in this browser’s storage for Locum, on this device. Nothing else can read them."
    >
      {problem !== null && storage === null && (
        <p role="alert" className="text-danger">
          {problem.message} {problem.hint}
        </p>
      )}
      {storage !== null && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px]">
          {storage.usage !== null && storage.quota !== null && (
            <Meter
              aria-label="Storage used"
              value={storage.usage}
              maxValue={storage.quota}
              valueLabel={`${bytes(storage.usage)} used, ${bytes(storage.quota - storage.usage)} free`}
              className="flex items-center gap-2"
            >
              {({ percentage, valueText }) => (
                <>
                  <span className="block h-1.5 w-40 overflow-hidden rounded-full bg-edge/40">
                    <span className="block h-full bg-accent" style={{ width: `${percentage}%` }} />
                  </span>
                  <span>{valueText}</span>
                </>
              )}
            </Meter>
          )}
          {storage.persisted ? (
            <p className="flex items-center gap-1.5">
              <ShieldCheck aria-hidden className="size-4 text-accent" /> Kept until you delete it.
            </p>
          ) : (
            <>
              <p className="text-muted">
                {refused
                  ? 'The browser did not grant it; it does so for pages that are used often or installed.'
                  : 'The browser may clear it when the device runs low on space.'}
              </p>
              <Button onPress={() => void askPersistence().then((granted) => setRefused(!granted))}>
                Ask the browser to keep it
              </Button>
            </>
          )}
        </div>
      )}
    </Section>
  );
}
