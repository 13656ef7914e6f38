/** Widths of texts in a font (as CSS writes it), in pixels; each is measured once. */
export function textWidths(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = font;
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? context?.measureText(text).width ?? text.length * 8;
    known.set(text, width);
    return width;
  };
}
