/** What lies in `public/`: the demonstration models and the example conversations. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

export const PUBLIC = join(import.meta.dirname, '..', 'public');

const Named = v.array(v.object({ id: v.string() }));

/** Ids of what an `index.json` lists; none where there is no index. */
export function listed(folder: string): readonly string[] {
  const index = join(PUBLIC, folder, 'index.json');
  return existsSync(index) ? v.parse(Named, JSON.parse(readFileSync(index, 'utf8'))).map(({ id }) => id) : [];
}
