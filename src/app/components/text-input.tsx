import { Input, Label, TextArea, TextField, type TextFieldProps } from 'react-aria-components';

interface TextInputProps extends Omit<TextFieldProps, 'className' | 'children'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  /** Several lines; it grows with its text. */
  readonly lines?: boolean;
  readonly placeholder?: string;
}

const FIELD = 'w-full rounded border border-edge/70 bg-panel px-2 text-[13px] placeholder:text-muted';

export function TextInput({ label, labelHidden, lines, placeholder = '', ...field }: TextInputProps) {
  return (
    <TextField {...field} className="flex min-w-0 flex-col gap-0.5">
      <Label className={labelHidden ? 'sr-only' : 'text-[13px] text-muted'}>{label}</Label>
      {lines ? (
        <TextArea
          placeholder={placeholder}
          className={`${FIELD} field-sizing-content max-h-72 min-h-16 resize-none py-1`}
        />
      ) : (
        <Input placeholder={placeholder} className={`${FIELD} h-8`} />
      )}
    </TextField>
  );
}
