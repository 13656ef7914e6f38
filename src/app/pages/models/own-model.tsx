import { FileBox, FolderOpen, Search } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { DropZone, FileTrigger, Input, Label, TextField } from 'react-aria-components';
import { hostOf, parseAddress } from '../../../engine/catalogue/address.ts';
import { Cancelled, type ErrorRecord, LocumError } from '../../../engine/errors.ts';
import type { PickedAdapter, Prepared, Wanted } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { takeHanded, useHandedFiles } from '../../models/handed-over.ts';
import { isOn, switchHost, useHosts } from '../../models/hosts.ts';
import { models } from '../../models/models-worker.ts';
import { FoundAdapter } from './found-adapter.tsx';
import { FoundModel } from './found-model.tsx';
import { droppedModel, pickedFiles, pickedFolder } from './picked-model.ts';
import { ProblemBox } from './problem-box.tsx';
import { Section } from './section.tsx';

type Found =
  | { readonly kind: 'model'; readonly wanted: Wanted; readonly prepared: Prepared }
  | { readonly kind: 'adapter'; readonly adapter: PickedAdapter };

/** A model that is not in the catalogue: by its name, its address, or from this device. */
export function OwnModel() {
  const [address, setAddress] = useState('');
  const [looking, setLooking] = useState<string | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const current = useRef<AbortController | null>(null);
  useHosts(({ on }) => on);

  async function look(what: string, find: () => Promise<Wanted>): Promise<void> {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    setFound(null);
    setProblem(null);
    setLooking(what);
    try {
      const wanted = await find();
      const adapter = await models.inspectAdapter(wanted, controller.signal);
      setFound(
        adapter === null
          ? { kind: 'model', wanted, prepared: await models.prepare(wanted, controller.signal) }
          : { kind: 'adapter', adapter },
      );
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) setProblem(LocumError.from(thrown).toRecord());
    } finally {
      if (current.current === controller) setLooking(null);
    }
  }

  const handed = useHandedFiles();
  const lookAtHanded = useEffectEvent(() => {
    const files = takeHanded();
    if (files.length > 0) void look('the file', async () => pickedFiles(files));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are taken when they change.
  useEffect(lookAtHanded, [handed]);

  const submit = (): Promise<void> =>
    look(address, async () => {
      const wanted = parseAddress(address);
      const host = hostOf(wanted, location.origin);
      if (!isOn(host)) throw hostIsOff(host?.name ?? '');
      return wanted;
    });

  return (
    <Section
      id="models-own"
      title="Your own model"
      about="Any Llama, Mistral, Qwen2, Qwen3, Phi-3 or Gemma 3 checkpoint in the Hugging Face layout: config.json, tokenizer.json and *.safetensors. Or a GGUF file. Or the folder of a LoRA adapter as PEFT writes it, for a base that is here."
    >
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          value={address}
          onChange={setAddress}
          className="flex min-w-0 flex-1 basis-64 flex-col gap-1 sm:max-w-md"
        >
          <Label className="text-[13px] text-muted">Hugging Face name, or address of a folder or GGUF file</Label>
          <Input
            placeholder="organisation/model or https://…"
            className="h-8 min-w-0 rounded border border-edge/70 bg-raised px-2.5 text-[13px] placeholder:text-muted"
          />
        </TextField>
        <Button type="submit" isDisabled={address.trim() === ''}>
          <Search aria-hidden /> Look at it
        </Button>
      </form>
      <DropZone
        aria-label="Drop a model’s folder or GGUF file here"
        getDropOperation={() => 'copy'}
        onDrop={({ items }) => void look('what was dropped', () => droppedModel(items))}
        className="mt-2 flex flex-wrap items-center gap-2 rounded border border-dashed border-edge/70 px-3 py-2.5 text-[13px] data-[drop-target]:border-accent data-[drop-target]:bg-wash sm:max-w-2xl"
      >
        <FileTrigger
          acceptDirectory
          onSelect={(files) => files && void look('the folder', async () => pickedFolder([...files]))}
        >
          <Button>
            <FolderOpen aria-hidden /> Choose a folder…
          </Button>
        </FileTrigger>
        <FileTrigger
          acceptedFileTypes={['.gguf']}
          allowsMultiple
          onSelect={(files) => files && void look('the file', async () => pickedFiles([...files]))}
        >
          <Button>
            <FileBox aria-hidden /> Choose a GGUF file…
          </Button>
        </FileTrigger>
        <span className="text-muted">or drop one here. Its files stay on this device.</span>
      </DropZone>
      {looking !== null && (
        <p role="status" className="mt-2 flex items-center gap-2 text-[13px] text-muted">
          Looking at {looking}…
          <Button look="quiet" onPress={() => current.current?.abort()}>
            Stop
          </Button>
        </p>
      )}
      {problem !== null && (
        <Problem
          problem={problem}
          address={address}
          onAllowed={() => {
            setProblem(null);
            void submit();
          }}
        />
      )}
      {found?.kind === 'model' && (
        <FoundModel wanted={found.wanted} prepared={found.prepared} onDone={() => setFound(null)} />
      )}
      {found?.kind === 'adapter' && <FoundAdapter adapter={found.adapter} onDone={() => setFound(null)} />}
    </Section>
  );
}

interface ProblemProps {
  readonly problem: ErrorRecord;
  readonly address: string;
  readonly onAllowed: () => void;
}

function Problem({ problem, address, onAllowed }: ProblemProps) {
  return (
    <ProblemBox problem={problem}>
      {problem.code === 'host-not-allowed' && (
        <Button
          onPress={() => {
            const host = hostOf(parseAddress(address), location.origin);
            if (host !== null) switchHost(host, true);
            onAllowed();
          }}
        >
          Allow it and go on
        </Button>
      )}
    </ProblemBox>
  );
}

function hostIsOff(name: string): LocumError {
  return new LocumError('host-not-allowed', `This model is at ${name}, which Locum may not connect to yet.`, {
    hint: 'Only the part that downloads models will connect there; what you write stays here.',
  });
}
