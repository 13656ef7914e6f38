import { Gauge } from 'lucide-react';
import { useState } from 'react';
import { LocumError } from '../../../engine/errors.ts';
import type { AdapterCheck, AdapterNeed } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { models } from '../../models/models-worker.ts';
import { bytes } from '../../text/format.ts';

/** Whether the graphics adapter has room: asked for in a trial, since browsers tell no amount. */
export function AdapterFit({ need }: { need: AdapterNeed }) {
  const [check, setCheck] = useState<AdapterCheck | 'running' | null>(null);
  async function run(): Promise<void> {
    setCheck('running');
    try {
      setCheck(await models.checkAdapter(need));
    } catch (thrown) {
      setCheck({ fits: null, reason: LocumError.from(thrown).message });
    }
  }
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2 text-[13px]">
      <Button isDisabled={check === 'running'} onPress={() => void run()}>
        <Gauge aria-hidden /> Check that {bytes(need.bytes)} fit
      </Button>
      {check !== null && check !== 'running' && (
        <span role="status" className={check.fits === false ? 'text-danger' : 'text-muted'}>
          {check.fits === true && <strong className="font-semibold text-ink">It fits. </strong>}
          {check.fits === false && <strong className="font-semibold">It does not fit. </strong>}
          {check.reason}
        </span>
      )}
    </p>
  );
}
