/** The text with its shades as a picture that stands on its own: drawn as SVG text or on a canvas, from the same shapes. */
import type { Recording } from '../../../engine/analysis/recording.ts';
import { alphaText } from './alpha-text.ts';
import { layOut, shownText } from './line-layout.ts';
import type { Shading } from './shading.ts';
import { HEIGHT, stripPaths } from './strip-paths.ts';

export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    }
  | { readonly kind: 'path'; readonly y: number; readonly d: string; readonly fill: string }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly fill: string;
      readonly size: number;
    };

/** Of the light theme, so that a figure looks alike wherever it is made; as in `styles.css`. */
const SHADES: Readonly<Record<number, string>> = {
  [-4]: '#74aeea',
  [-3]: '#9fc8f3',
  [-2]: '#c5ddf8',
  [-1]: '#e4effc',
  1: '#fdeedd',
  2: '#fbdab5',
  3: '#f7c184',
  4: '#f0a24d',
};
const INK = '#182126';
const MUTED = '#53616a';
export const FONT = 'Arial, Helvetica, sans-serif';
const SIZE = 14;
const LINE = 24;
const MARGIN = 16;
const WIDTH = 900;

/** @param widthOf of a text in `FONT` at 14 px */
export function drawFigure(recording: Recording, shading: Shading, widthOf: (text: string) => number): Figure {
  const { tokens } = recording;
  const shapes: Shape[] = [];
  const text = (x: number, y: number, content: string, fill = INK, size = SIZE) =>
    shapes.push({ kind: 'text', x, y, text: content, fill, size });
  let y = MARGIN;
  text(MARGIN, y + SIZE, `${recording.title} – Draft – a clinician must verify`, INK);
  y += LINE;
  const alpha = shading.rescored === null ? '' : ', re-scored';
  text(
    MARGIN,
    y + 12,
    `${[recording.authorship.method, alphaText(recording)].filter(Boolean).join(', ')}${alpha}; shade: p combined − p base`,
    MUTED,
    12,
  );
  y += LINE;
  const strip = stripPaths(shading, WIDTH - 2 * MARGIN);
  const place = (d: string) => d.replaceAll(/M([\d.]+) /gu, (_, x: string) => `M${(Number(x) + MARGIN).toFixed(1)} `);
  shapes.push({ kind: 'path', y, d: place(strip.pushed), fill: SHADES[4] ?? INK });
  shapes.push({ kind: 'path', y, d: place(strip.held), fill: SHADES[-4] ?? INK });
  shapes.push({ kind: 'path', y, d: place(strip.changed), fill: INK });
  y += HEIGHT + 8;
  const lines = layOut(
    tokens.map((token) => token.text),
    WIDTH - 2 * MARGIN,
    widthOf,
  );
  for (const line of lines) {
    for (let index = line.first; index < line.end; index++) {
      const token = tokens[index];
      if (token === undefined) continue;
      const left = MARGIN + (line.lefts[index - line.first] ?? 0);
      const right = MARGIN + (line.lefts[index - line.first + 1] ?? line.width);
      const width = right - left;
      const level = shading.matches[index] ? (shading.levels[index] ?? 0) : 0;
      const fill = SHADES[level];
      if (fill !== undefined) shapes.push({ kind: 'rect', x: left, y: y + 2, width, height: LINE - 4, fill });
      const changed = shading.matches[index] && shading.changed[index];
      if (changed) shapes.push({ kind: 'rect', x: left, y: y + LINE - 4, width, height: 2, fill: INK });
      const shown = token.text === '' ? '∎' : shownText(token.text);
      text(left, y + LINE - 8, shown, token.text.trim() === '' ? MUTED : INK);
    }
    y += LINE;
  }
  y += 8;
  for (const [place, level] of [-4, -3, -2, -1, 1, 2, 3, 4].entries()) {
    shapes.push({ kind: 'rect', x: MARGIN + place * 18, y, width: 18, height: 12, fill: SHADES[level] ?? INK });
  }
  const bounds = shading.bounds.map((bound) => `${(bound * 100).toFixed(1)}`).join(', ');
  text(
    MARGIN + 152,
    y + 11,
    `held back … pushed, steps at ${bounds} pp; underlined: the base’s first choice was another`,
    MUTED,
    12,
  );
  return { width: WIDTH, height: y + LINE + MARGIN, shapes };
}

export function toSvg({ width, height, shapes }: Figure): string {
  const body = shapes.map((shape) => {
    switch (shape.kind) {
      case 'rect':
        return `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${shape.fill}"/>`;
      case 'path':
        return `<path transform="translate(0 ${round(shape.y)})" d="${shape.d}" fill="${shape.fill}"/>`;
      case 'text':
        return `<text x="${round(shape.x)}" y="${round(shape.y)}" font-size="${shape.size}" fill="${shape.fill}" xml:space="preserve">${escaped(shape.text)}</text>`;
      default:
        return shape satisfies never;
    }
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${round(height)}" viewBox="0 0 ${width} ${round(height)}" font-family="${FONT}"><rect width="100%" height="100%" fill="#ffffff"/>${body.join('')}</svg>\n`;
}

/** Twice as fine as CSS pixels; a text that is too long for a canvas is drawn less fine. */
export function toCanvas({ width, height, shapes }: Figure): HTMLCanvasElement {
  const scale = Math.min(2, 16_000 / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.scale(scale, scale);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  for (const shape of shapes) {
    context.fillStyle = shape.fill;
    switch (shape.kind) {
      case 'rect':
        context.fillRect(shape.x, shape.y, shape.width, shape.height);
        break;
      case 'path':
        context.save();
        context.translate(0, shape.y);
        context.fill(new Path2D(shape.d));
        context.restore();
        break;
      case 'text':
        context.font = `${shape.size}px ${FONT}`;
        context.fillText(shape.text, shape.x, shape.y);
        break;
      default:
        shape satisfies never;
    }
  }
  return canvas;
}

const round = (value: number): string => value.toFixed(1).replace(/\.0$/u, '');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters that XML does not know become U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\u{10FFFF}]/gu, '\uFFFD');
}
