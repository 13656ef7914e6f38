import { Cable, Unplug } from 'lucide-react';
import { useState } from 'react';
import { isReadableOnTheWay, NOT_ENCRYPTED } from '../../../engine/remote/server-address.ts';
import type { BlackBoxInput } from '../../../workers/protocol.ts';
import { Button } from '../../components/button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { originOf, setBlackBox, useBlackBox } from '../../models/black-box.ts';

const MODES = [
  { value: 'chat', label: 'Chat' },
  { value: 'completions', label: 'Completions' },
] as const;

/** A base model on a server of one's own: off until it is switched on here, and named as long as it is on. */
export function BlackBoxBase() {
  const inUse = useBlackBox((state) => state.inUse);
  return (
    <section aria-labelledby="black-box-heading" className="rounded border border-line bg-panel p-3">
      <h2 id="black-box-heading" className="mb-1.5 text-sm font-semibold">
        Base model on another server
      </h2>
      <p className="text-[13px]">
        A large base model behind an OpenAI-compatible endpoint (vLLM, llama.cpp server) that returns top
        log-probabilities; expert and anti-expert stay in this browser (CAPT). The conversation and the note are sent to
        that server, one request a token.
      </p>
      {inUse === null ? <Connect /> : <InUse inUse={inUse} />}
    </section>
  );
}

function InUse({ inUse }: { inUse: BlackBoxInput }) {
  return (
    <div role="status" className="mt-2 flex flex-wrap items-center gap-2 text-[13px]">
      <p className="min-w-0 flex-1">
        <strong className="font-semibold text-warn">In use: what you write is sent to</strong>{' '}
        <span className="font-mono break-all">{originOf(inUse.baseUrl)}</span>{' '}
        <span className="text-muted">(model {inUse.model}). It ends with this page.</span>
      </p>
      <Button onPress={() => setBlackBox(null)}>
        <Unplug aria-hidden /> Stop using it
      </Button>
      {isReadableOnTheWay(inUse.baseUrl) && <NotEncrypted />}
    </div>
  );
}

function Connect() {
  const [baseUrl, setBaseUrl] = useState('');
  const [model, setModel] = useState('');
  const [apiKey, setApiKey] = useState('');
  const [mode, setMode] = useState<BlackBoxInput['mode']>('chat');
  const [problem, setProblem] = useState('');
  function connect(): void {
    if (originOf(baseUrl) === null) setProblem('Enter an address such as https://llm.hospital.example/v1.');
    else if (model.trim() === '') setProblem('Enter the name that the server has for the model.');
    else setBlackBox({ baseUrl: baseUrl.trim(), model: model.trim(), mode, ...(apiKey !== '' && { apiKey }) });
  }
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      <div className="min-w-0 flex-1 basis-64">
        <TextInput
          label="Address"
          value={baseUrl}
          onChange={setBaseUrl}
          placeholder="https://llm.hospital.example/v1"
          autoComplete="off"
        />
      </div>
      <div className="min-w-0 flex-1 basis-40">
        <TextInput label="Model" value={model} onChange={setModel} placeholder="qwen3-30b" autoComplete="off" />
      </div>
      <div className="min-w-0 flex-1 basis-40">
        <TextInput
          label="Key, if it asks for one"
          value={apiKey}
          onChange={setApiKey}
          type="password"
          autoComplete="off"
        />
      </div>
      <Segmented label="Asked by" value={mode} onChange={setMode} options={MODES} />
      <Button type="submit">
        <Cable aria-hidden /> Use it
      </Button>
      {isReadableOnTheWay(baseUrl) && <NotEncrypted />}
      {problem !== '' && (
        <p role="alert" className="basis-full text-[13px] text-danger">
          {problem}
        </p>
      )}
    </form>
  );
}

function NotEncrypted() {
  return <p className="basis-full text-[13px] text-warn">{NOT_ENCRYPTED}</p>;
}
