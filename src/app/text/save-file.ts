/** Hands a file to the browser, which asks or knows where to keep it. */
export function saveFile({ name, blob }: { readonly name: string; readonly blob: Blob }): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun; the browser keeps the data until it is through.
  URL.revokeObjectURL(url);
}
