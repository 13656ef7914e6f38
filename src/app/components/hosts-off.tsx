import type { ModelHost } from '../../engine/catalogue/address.ts';
import { switchHost } from '../models/hosts.ts';
import { Button } from './button.tsx';

/** Hosts that something would be downloaded from, with a button that switches them on. */
export function HostsOff({ hosts, what }: { hosts: readonly ModelHost[]; what: string }) {
  const [first] = hosts;
  if (first === undefined) return null;
  const names = hosts.map(({ name }) => name).join(' and ');
  return (
    <p className="flex flex-wrap items-center gap-2 text-[13px]">
      <span>
        {what} from {names}; Locum connects there only when you switch it on.
      </span>
      <Button
        onPress={() => {
          for (const host of hosts) switchHost(host, true);
        }}
      >
        {hosts.length > 1 ? 'Switch them on' : 'Switch it on'}
      </Button>
    </p>
  );
}
