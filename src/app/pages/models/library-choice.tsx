import { useState } from 'react';
import { TextInput } from '../../components/text-input.tsx';
import { Choice } from './choice.tsx';

const OTHER = 'other';
const LATER = 'later';

interface LibraryChoiceProps {
  /** The library of web-llm's list that fits; null: none is known. */
  readonly known: { readonly family: string; readonly url: string } | null;
  /** Whether it may be left open. */
  readonly canWait: boolean;
  /** The address; null: later; undefined: not an address yet. */
  readonly onChange: (url: string | null | undefined) => void;
}

/** The compiled library that a model runs on: the one that fits, or the address of another. */
export function LibraryChoice({ known, canWait, onChange }: LibraryChoiceProps) {
  const [choice, setChoice] = useState(known !== null ? 'known' : canWait ? LATER : OTHER);
  const [address, setAddress] = useState('');
  const isWrong = choice === OTHER && address !== '' && libraryUrl(address) === undefined;
  const options = [
    ...(known === null
      ? []
      : [{ id: 'known', label: `of ${known.family}`, about: 'From web-llm’s list; it fits this model.' }]),
    { id: OTHER, label: 'at another address', about: 'A file *.wasm that was compiled for this model.' },
    ...(canWait ? [{ id: LATER, label: 'later', about: 'The model can be used once it has one.' }] : []),
  ];
  return (
    <>
      {options.length > 1 && (
        <Choice
          label="Library"
          value={choice}
          onChange={(next) => {
            setChoice(next);
            onChange(next === 'known' ? known?.url : next === LATER ? null : libraryUrl(address));
          }}
          options={options}
        />
      )}
      {choice === OTHER && (
        <div className="min-w-0 flex-1 basis-72 sm:max-w-md">
          <TextInput
            label="Address of the library"
            labelHidden
            placeholder="https://…/model-webgpu.wasm"
            value={address}
            isInvalid={isWrong}
            onChange={(next) => {
              setAddress(next);
              onChange(libraryUrl(next));
            }}
          />
        </div>
      )}
    </>
  );
}

/** Undefined for what is no address of a library. */
export function libraryUrl(text: string): string | undefined {
  const address = httpUrl(text);
  return address?.pathname.endsWith('.wasm') ? address.href : undefined;
}

/** Undefined for what is no web address. */
export function httpUrl(text: string): URL | undefined {
  const address = URL.parse(text.trim());
  return address?.protocol === 'https:' || address?.protocol === 'http:' ? address : undefined;
}
