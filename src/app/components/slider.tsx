import { Slider as AriaSlider, Label, SliderThumb, SliderTrack } from 'react-aria-components';

interface SliderProps {
  readonly label: string;
  /** What of the label is seen, where there is little room. */
  readonly short?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** When it is let go, or a key has moved it. */
  readonly onChangeEnd?: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly isDisabled?: boolean;
}

export function Slider({ label, short, value, onChange, onChangeEnd, min, max, step, isDisabled }: SliderProps) {
  return (
    <AriaSlider
      value={value}
      onChange={onChange}
      {...(onChangeEnd && { onChangeEnd })}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={isDisabled ?? false}
      className="flex items-center gap-1.5 data-[disabled]:opacity-50"
    >
      <Label className="text-[13px] text-muted">
        {short === undefined ? (
          label
        ) : (
          <>
            <span aria-hidden>{short}</span>
            <span className="sr-only">{label}</span>
          </>
        )}
      </Label>
      <SliderTrack className={`relative h-8 ${short === undefined ? 'w-28' : 'w-16'}`}>
        {({ state }) => (
          <>
            <div className="absolute top-1/2 h-1 w-full -translate-y-1/2 rounded-full bg-edge/60" />
            <div
              className="absolute top-1/2 h-1 -translate-y-1/2 rounded-full bg-accent"
              style={{ width: `${state.getThumbPercent(0) * 100}%` }}
            />
            <SliderThumb className="top-1/2 size-4 rounded-full border-2 border-panel bg-accent shadow-sm data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-1 data-[focus-visible]:outline-accent" />
          </>
        )}
      </SliderTrack>
    </AriaSlider>
  );
}
