import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { HostsOff } from '../../components/hosts-off.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useHosts } from '../../models/hosts.ts';
import { hostsOff, stageModel } from '../../models/webllm.ts';
import { httpUrl, libraryUrl } from './library-choice.tsx';

/** A compiled model that is not in web-llm's list: at a hospital's own host, say. */
export function MlcFolder() {
  const [address, setAddress] = useState('');
  const [libraryText, setLibraryText] = useState('');
  useHosts(({ on }) => on);
  const folder = httpUrl(address)?.href.replace(/\/*$/, '/');
  const library = libraryUrl(libraryText);
  const off = hostsOff([folder ?? null, library ?? null]);
  const id = folder === undefined ? '' : decodeURIComponent(folder.split('/').at(-2) ?? '');
  return (
    <form
      aria-label="Another compiled model"
      className="mt-3 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (folder === undefined || library === undefined || off.length > 0) return;
        void stageModel({
          id,
          folder,
          library,
          contextLength: null,
          requiredFeatures: null,
          manifest: null,
          memory: null,
        });
        setAddress('');
        setLibraryText('');
      }}
    >
      <h3 className="text-[13px] font-semibold">Another compiled model</h3>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-64 sm:max-w-md">
          <TextInput
            label="Folder in MLC’s layout"
            placeholder="https://models.hospital.example/phi/"
            value={address}
            onChange={setAddress}
          />
        </div>
        <div className="min-w-0 flex-1 basis-64 sm:max-w-md">
          <TextInput
            label="Its library"
            placeholder="https://models.hospital.example/phi-webgpu.wasm"
            value={libraryText}
            onChange={setLibraryText}
          />
        </div>
        <Button type="submit" isDisabled={folder === undefined || library === undefined || off.length > 0}>
          <Download aria-hidden /> Download
        </Button>
      </div>
      {folder !== undefined && library !== undefined && <HostsOff hosts={off} what="It is downloaded" />}
    </form>
  );
}
