/** Hands a file to the user. It is made here and goes nowhere else. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun; the browser keeps the data until it is through.
  URL.revokeObjectURL(url);
}
