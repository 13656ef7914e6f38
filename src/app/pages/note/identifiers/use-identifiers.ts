import { useEffect, useMemo, useState } from 'react';
import type { Identifier } from '../../../../engine/analysis/identifiers/kinds.ts';
import { maskIdentifiers } from '../../../../engine/analysis/identifiers/mask.ts';
import { Cancelled } from '../../../../engine/errors.ts';
import { identifiersIn } from '../../../text/text-worker.ts';

/** The same words of the same kind, wherever they stand: masked together or not at all. */
export interface IdentifierGroup {
  readonly key: string;
  readonly kind: Identifier['kind'];
  readonly text: string;
  readonly times: number;
}

export interface IdentifierChoice {
  /** They could not be looked for: nobody knows what is in the texts. */
  readonly failed: boolean;
  /** Null while they are looked for. */
  readonly groups: readonly IdentifierGroup[] | null;
  readonly chosen: readonly string[];
  readonly choose: (keys: readonly string[]) => void;
  /** Of each text: what was found. */
  readonly found: readonly (readonly Identifier[])[];
  /** The texts as they will leave. */
  readonly masked: readonly string[];
}

const keyOf = ({ kind, text }: Pick<Identifier, 'kind' | 'text'>) => `${kind}\n${text.toLowerCase()}`;

/** What in the texts may say who somebody is, and which of it the user wants masked: none until chosen. */
export function useIdentifiers(texts: readonly string[]): IdentifierChoice {
  const [result, setResult] = useState<{
    readonly of: string;
    readonly found: readonly (readonly Identifier[])[];
  } | null>(null);
  const [chosen, choose] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState(false);
  const joined = texts.join('\u0000');
  useEffect(() => {
    const controller = new AbortController();
    identifiersIn(joined.split('\u0000'), controller.signal)
      .then((found) => setResult({ of: joined, found }))
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Cancelled)) setFailed(true);
      });
    return () => controller.abort();
  }, [joined]);

  const found = result?.of === joined ? result.found : null;
  return useMemo(() => {
    const groups = new Map<string, IdentifierGroup>();
    for (const one of (found ?? []).flat()) {
      const key = keyOf(one);
      groups.set(key, { key, kind: one.kind, text: one.text, times: (groups.get(key)?.times ?? 0) + 1 });
    }
    const masked = joined.split('\u0000').map((text, index) =>
      maskIdentifiers(
        text,
        (found?.[index] ?? []).filter((one) => chosen.includes(keyOf(one))),
      ),
    );
    return { failed, groups: found === null ? null : [...groups.values()], chosen, choose, found: found ?? [], masked };
  }, [joined, found, chosen, failed]);
}
