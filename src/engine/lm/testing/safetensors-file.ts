/** Writes safetensors files for tests. */

export interface TensorBytes {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Tensors laid out in the order given. */
export function safetensorsFile(tensors: readonly TensorBytes[]): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const { name, dtype, shape, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [end, end + bytes.length] };
    end += bytes.length;
  }
  return joinHeader(JSON.stringify(header), tensors);
}

/** A file with this very header text, so that a test can write a wrong one. */
function joinHeader(header: string, tensors: readonly TensorBytes[]): Uint8Array {
  const encoded = new TextEncoder().encode(header);
  // Padded with spaces so that the data is aligned, as the reference implementation does.
  const padded = Math.ceil(encoded.length / 8) * 8;
  const data = tensors.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const file = new Uint8Array(8 + padded + data).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(encoded, 8);
  let position = 8 + padded;
  for (const { bytes } of tensors) {
    file.set(bytes, position);
    position += bytes.length;
  }
  return file;
}
