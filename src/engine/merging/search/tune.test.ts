import { describe, expect, it } from 'vitest';
import { type MergeRecipe, parseRecipe } from '../recipe.ts';
import { type Trial, tuneRecipe } from './tune.ts';

const TIES = parseRecipe({
  method: 'ties',
  base: 'b',
  models: [
    { model: 'x', density: 0.5 },
    { model: 'y', density: 0.5 },
  ],
});
/** Best at weights 0.35 and 0.9 and densities 0.7 and 0.2, which no coarse grid has. */
const WANTED = [0.35, 0.7, 0.9, 0.2];
const numbersOf = ({ models }: MergeRecipe) =>
  models.flatMap(({ weight, density }) => [Number(weight), Number(density)]);
const measure = async (recipe: MergeRecipe) =>
  numbersOf(recipe).reduce((sum, x, i) => sum + (1 + 3 * i) * (x - WANTED[i]!) ** 2, 0);

async function trials(options: Partial<Parameters<typeof tuneRecipe>[1]> = {}): Promise<readonly Trial[]> {
  const all: Trial[] = [];
  for await (const trial of tuneRecipe(TIES, { evaluations: 120, seed: 5, measure, ...options })) all.push(trial);
  return all;
}

describe('a search over a recipe', () => {
  it('gets below the best of a grid that costs as much and more', async () => {
    const steps = [0.25, 0.5, 0.75, 1];
    let grid = Number.POSITIVE_INFINITY;
    for (const a of steps) {
      for (const b of steps) {
        for (const c of steps) {
          for (const d of steps) {
            const models = [
              { model: 'x', weight: a, density: b },
              { model: 'y', weight: c, density: d },
            ];
            grid = Math.min(grid, await measure(parseRecipe({ method: 'ties', base: 'b', models })));
          }
        }
      }
    }
    const { best } = (await trials()).at(-1)!;
    expect(best.value).toBeLessThan(grid);
    expect(best.value).toBe(await measure(best.recipe));
  });

  it('goes on where it was cut off, measuring nothing twice', async () => {
    const whole = await trials();
    const first = await trials({ evaluations: 37 });
    let measured = 0;
    const rest = await trials({
      known: (index) => first[index]?.value,
      measure: (recipe) => {
        measured++;
        return measure(recipe);
      },
    });
    expect(measured).toBe(120 - 37);
    expect(rest.map(({ recipe, value }) => [recipe, value])).toEqual(whole.map(({ recipe, value }) => [recipe, value]));
  });

  it('keeps to the bounds of what it changes', async () => {
    for (const { recipe } of await trials({ measure: async (own) => -numbersOf(own).reduce((a, b) => a + b, 0) })) {
      for (const { weight, density } of recipe.models) {
        expect(weight).toBeGreaterThanOrEqual(0);
        expect(weight).toBeLessThanOrEqual(1.5);
        expect(density).toBeGreaterThanOrEqual(0.05);
        expect(density).toBeLessThanOrEqual(1);
      }
    }
  });

  it('is refused over settings that differ from tensor to tensor', async () => {
    const recipe = parseRecipe({ method: 'slerp', base: 'b', models: [{ model: 'x' }], t: [0, 1] });
    const search = tuneRecipe(recipe, { evaluations: 1, seed: 1, measure });
    await expect(search.next()).rejects.toMatchObject({ code: 'bad-argument' });
  });
});
