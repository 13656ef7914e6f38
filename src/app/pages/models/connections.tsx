import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { Input, Label, Switch, TextField } from 'react-aria-components';
import { HUGGING_FACE, MODEL_LIBRARIES, type ModelHost, ownHost } from '../../../engine/catalogue/address.ts';
import { Button } from '../../components/button.tsx';
import { hostById, switchHost, useHosts } from '../../models/hosts.ts';
import { Section } from './section.tsx';

const KNOWN = [HUGGING_FACE, MODEL_LIBRARIES];

/** Which origins Locum may connect to. Everything is off until it is switched on here. */
export function Connections() {
  const on = useHosts((state) => state.on);
  const endpoint = useHosts((state) => state.endpoint);
  const own = on.filter((id) => !KNOWN.some((host) => host.id === id)).map(hostById);
  return (
    <Section
      id="models-connections"
      title="Connections"
      about="Locum connects to where it is served from, and nowhere else. A host that you switch on here is reached by the part that downloads models, which never sees what you write; everything else stays shut, and the browser enforces it."
    >
      <ul className="divide-y divide-line rounded border border-line bg-panel">
        <li className="px-3 py-2 text-[13px]">
          <span className="font-mono">{location.origin}</span> <span className="text-muted">Locum itself; always.</span>
        </li>
        {KNOWN.map((host) => (
          <HostRow key={host.id} host={host} on={on.includes(host.id)} />
        ))}
        {own.map((host) => (
          <HostRow key={host.id} host={host} on />
        ))}
        {endpoint !== null && (
          <li className="px-3 py-2 text-[13px]">
            <span className="font-mono">{endpoint}</span>{' '}
            <strong className="font-semibold text-warn">In use as a base model: what you write is sent there.</strong>
          </li>
        )}
      </ul>
      <AddHost />
    </Section>
  );
}

function HostRow({ host, on }: { host: ModelHost; on: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-[13px]">
      <Switch
        isSelected={on}
        onChange={(next) => switchHost(host, next)}
        className="group flex items-center gap-2 font-semibold"
      >
        <span className="flex h-4 w-7 items-center rounded-full border border-edge bg-ground px-0.5 group-data-[selected]:bg-accent group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-accent">
          <span className="size-2.5 rounded-full bg-edge transition-transform group-data-[selected]:translate-x-3 group-data-[selected]:bg-on-accent" />
        </span>
        {host.name}
      </Switch>
      <span className="min-w-0 font-mono text-xs break-all text-muted">{host.origins.join('  ')}</span>
      <span className="text-muted">{on ? 'On' : 'Off'}</span>
    </li>
  );
}

function AddHost() {
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState('');
  function add(): void {
    const origin = originOf(address);
    if (origin === null) {
      setProblem('Enter an address that begins with https:// or http://.');
      return;
    }
    switchHost(ownHost(origin), true);
    setAddress('');
    setProblem('');
  }
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        value={address}
        onChange={setAddress}
        className="flex min-w-0 flex-1 basis-64 flex-col gap-1 sm:max-w-md"
      >
        <Label className="text-[13px] text-muted">Another model host</Label>
        <Input
          placeholder="https://models.hospital.example"
          className="h-8 min-w-0 rounded border border-edge/70 bg-raised px-2.5 text-[13px] placeholder:text-muted"
        />
      </TextField>
      <Button type="submit">
        <Unplug aria-hidden /> Allow
      </Button>
      {problem !== '' && (
        <p role="alert" className="basis-full text-[13px] text-danger">
          {problem}
        </p>
      )}
    </form>
  );
}

function originOf(address: string): string | null {
  try {
    const { protocol, origin } = new URL(address.trim());
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}
