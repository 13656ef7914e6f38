import type { MergeParameterTraits } from '../../../../engine/merging/methods.ts';
import { NumberInput } from '../../../components/number-input.tsx';

interface ParameterProps {
  readonly traits: MergeParameterTraits;
  /** Whose it is, where there are several. */
  readonly of?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly isDisabled: boolean;
}

/** A number that a method of merging takes. */
export function Parameter({ traits: { name, least, most, step }, of, ...field }: ParameterProps) {
  const label = of === undefined ? name : `${name} of ${of}`;
  return (
    <span className="flex items-center gap-1.5">
      {of !== undefined && (
        <span aria-hidden className="text-[13px] text-muted">
          {name}
        </span>
      )}
      <NumberInput
        {...field}
        label={label}
        labelHidden={of !== undefined}
        min={least}
        max={most}
        step={step}
        digits={step < 1 ? 2 : 0}
      />
    </span>
  );
}
