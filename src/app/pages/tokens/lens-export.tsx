import { recordingToJson } from '../../../engine/analysis/recording.ts';
import { recordingToCsv } from '../../../engine/analysis/table.ts';
import { LocumError } from '../../../engine/errors.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { type LensEntry, useLens } from '../../lens/lens.ts';
import { problemOf } from '../../models/engine.ts';
import { saveFile } from '../../text/save-file.ts';
import { drawFigure, FONT, toCanvas, toSvg } from './figure.ts';
import type { Shading } from './shading.ts';
import { textWidths } from './text-widths.ts';

const FORMATS = [
  { id: 'json', label: 'JSON: everything, can be opened here again' },
  { id: 'csv', label: 'CSV: a row a token' },
  { id: 'svg', label: 'SVG: the shaded text as a figure' },
  { id: 'png', label: 'PNG: the same as an image' },
] as const;
type Format = (typeof FORMATS)[number]['id'];

export function LensExport({ entry, shading }: { entry: LensEntry; shading: Shading }) {
  return <ExportMenu formats={FORMATS} onExport={(format) => void save(format, entry, shading)} />;
}

async function save(format: Format, { recording }: LensEntry, shading: Shading): Promise<void> {
  try {
    saveFile(`${fileName(recording.title)}.${format}`, await contentOf(format));
  } catch (thrown) {
    useLens.setState({ problem: problemOf(thrown) });
  }

  async function contentOf(wanted: Format): Promise<Blob> {
    const figure = () => drawFigure(recording, shading, textWidths(`14px ${FONT}`));
    switch (wanted) {
      case 'json':
        return new Blob([recordingToJson(recording)], { type: 'application/json' });
      case 'csv':
        return new Blob([recordingToCsv(recording)], { type: 'text/csv' });
      case 'svg':
        return new Blob([toSvg(figure())], { type: 'image/svg+xml' });
      case 'png':
        return imageOf(toCanvas(figure()));
      default:
        return wanted satisfies never;
    }
  }
}

function imageOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob !== null) resolve(blob);
      else
        reject(
          new LocumError('unsupported', 'The browser could not make an image of this text.', {
            hint: 'Export it as SVG.',
          }),
        );
    }, 'image/png');
  });
}

function fileName(title: string): string {
  const plain = title.replaceAll(/[^\p{L}\p{N}+.-]+/gu, '-').replaceAll(/^-+|-+$/gu, '');
  return `locum-tokens-${plain === '' ? 'note' : plain}`;
}
