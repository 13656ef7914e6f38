/** The opening of one visit's note by base, expert and both, as `npm run record-side-by-side` has written it. */
import * as v from 'valibot';

const SideText = v.object({ text: v.string(), sentences: v.number(), supported: v.number() });
const SideBySide = v.object({
  /** The id of the visit, an example. */
  example: v.string(),
  title: v.string(),
  header: v.string(),
  alpha: v.number(),
  models: v.object({ base: v.string(), expert: v.string() }),
  texts: v.object({ base: SideText, expert: SideText, proxy: SideText }),
});
export type SideBySide = v.InferOutput<typeof SideBySide>;

/** Only what was there when the app was built is asked for. */
const recorded = import.meta.glob('../../../public/examples/side-by-side.json', { import: 'default' });

/** @returns null where there is none: the page does without */
export async function loadSideBySide(): Promise<SideBySide | null> {
  const [load] = Object.values(recorded);
  try {
    return load === undefined ? null : v.parse(SideBySide, await load());
  } catch {
    return null;
  }
}
