import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

function keep(value: unknown): void {
  vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(value), setItem: () => {}, removeItem: () => {} });
}

const template = (id: string) => {
  const sections = [{ header: 'PLAN', instruction: '' }];
  return { id, title: id, about: 'PLAN', request: null, plainTitle: 'CLINICAL NOTE', sections };
};

it('a kept template that is broken takes no other with it', async () => {
  const { sections: _, ...without } = template('own-broken');
  keep([template('own-first'), without, 'nonsense', template('own-last')]);
  const { useTemplates } = await import('./templates.ts');
  expect(useTemplates.getState().own.map(({ id }) => id)).toEqual(['own-first', 'own-last']);
});

it('one without sections is asked for as one text, and a note in it stands whole', async () => {
  keep([{ ...template('own-empty'), sections: [], request: 'Write a short note.' }]);
  const { templateOf } = await import('./templates.ts');
  const { templatePrompt } = await import('../../engine/tasks/templates.ts');
  const { laidOut, emptySection } = await import('./note.ts');
  const own = templateOf('own-empty');
  expect(own.title).toBe('own-empty');
  expect(templatePrompt(own, 'Patient: My knee hurts.').chat[0]?.content).toMatch(/^Write a short note\./u);
  const written = { ...emptySection('PLAN'), text: 'Rest.' };
  expect(laidOut([written], own).map(({ header, text }) => [header, text])).toEqual([['PLAN', 'Rest.']]);
});
