import { beforeEach, describe, expect, it } from 'vitest';
import { deferred } from '../../engine/deferred.ts';
import { Cancelled, LocumError } from '../../engine/errors.ts';
import { ModelTask, useTurn } from './model-task.ts';

/** A piece of work that ends when it is told to, or when its signal ends it. */
function work(log: string[], name: string) {
  const { promise, resolve } = deferred<void>();
  const task = async (signal: AbortSignal) => {
    log.push(`${name} begins`);
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Cancelled()), { once: true });
      if (signal.aborted) reject(new Cancelled());
    });
    try {
      await Promise.race([promise, stopped]);
      log.push(`${name} is done`);
    } catch (thrown) {
      log.push(`${name} stops`);
      throw thrown;
    }
  };
  return { task, finish: () => resolve() };
}

/** What waits has been seen to. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

let log: string[];
beforeEach(() => {
  log = [];
});

describe('the models', () => {
  it('do one thing at a time: who comes later waits, and is told for whom', async () => {
    const [note, tokens] = [work(log, 'note'), work(log, 'tokens')];
    const first = new ModelTask('Note').run(note.task);
    const second = new ModelTask('Tokens').run(tokens.task);
    await settled();
    expect(useTurn.getState()).toEqual({ holder: 'Note', waiting: ['Tokens'] });
    note.finish();
    expect(await first).toBe('done');
    tokens.finish();
    expect(await second).toBe('done');
    expect(log).toEqual(['note begins', 'note is done', 'tokens begins', 'tokens is done']);
    expect(useTurn.getState()).toEqual({ holder: null, waiting: [] });
  });

  it('leave what takes long for what does not, and go on with it', async () => {
    const many = [work(log, 'many'), work(log, 'many again')];
    let stretch = 0;
    const bulk = new ModelTask('Many', { goesOn: true });
    const long = bulk.run((signal) => many[stretch++]!.task(signal));
    await settled();
    const note = work(log, 'note');
    const short = new ModelTask('Note').run(note.task);
    await settled();
    expect(useTurn.getState()).toEqual({ holder: 'Note', waiting: ['Many'] });
    expect(bulk.isRunning).toBe(true);
    note.finish();
    expect(await short).toBe('done');
    many[1]!.finish();
    expect(await long).toBe('done');
    expect(log).toEqual([
      'many begins',
      'many stops',
      'note begins',
      'note is done',
      'many again begins',
      'many again is done',
    ]);
  });

  it('do not leave one long thing for another', async () => {
    const [many, evaluation] = [work(log, 'many'), work(log, 'evaluation')];
    const first = new ModelTask('Many', { goesOn: true }).run(many.task);
    const second = new ModelTask('Evaluate', { goesOn: true }).run(evaluation.task);
    await settled();
    many.finish();
    evaluation.finish();
    expect([await first, await second]).toEqual(['done', 'done']);
    expect(log).toEqual(['many begins', 'many is done', 'evaluation begins', 'evaluation is done']);
  });

  it('go on with what had given way before they begin anything else that takes long', async () => {
    const stretches = [work(log, 'many'), work(log, 'many again')];
    const evaluation = work(log, 'evaluation');
    const note = work(log, 'note');
    let stretch = 0;
    const first = new ModelTask('Many', { goesOn: true }).run((signal) => stretches[stretch++]!.task(signal));
    const second = new ModelTask('Evaluate', { goesOn: true }).run(evaluation.task);
    const third = new ModelTask('Note').run(note.task);
    await settled();
    for (const { finish } of [note, stretches[1]!, evaluation]) finish();
    await Promise.all([first, second, third]);
    expect(log.filter((line) => line.endsWith('begins'))).toEqual([
      'many begins',
      'note begins',
      'many again begins',
      'evaluation begins',
    ]);
  });
});

describe('a task', () => {
  it('that is asked for anew is stopped, and only the last is done', async () => {
    const moves = ['0.3', '0.6', '0.9'].map((alpha) => work(log, alpha));
    const task = new ModelTask('Compare');
    const outcomes = moves.map((move) => task.run(move.task));
    moves[2]!.finish();
    expect(await Promise.all(outcomes)).toEqual(['cancelled', 'cancelled', 'done']);
    expect(log.at(-1)).toBe('0.9 is done');
    expect(log).not.toContain('0.6 is done');
  });

  it('can be stopped while it waits, and others have their turns', async () => {
    const [note, tokens, tasks] = [work(log, 'note'), work(log, 'tokens'), work(log, 'tasks')];
    const first = new ModelTask('Note').run(note.task);
    const waiting = new ModelTask('Tokens');
    const second = waiting.run(tokens.task);
    const third = new ModelTask('Tasks').run(tasks.task);
    waiting.stop();
    expect(await second).toBe('cancelled');
    note.finish();
    tasks.finish();
    expect([await first, await third]).toEqual(['done', 'done']);
    expect(log).not.toContain('tokens begins');
  });

  it('that takes long and is stopped by the user does not go on by itself', async () => {
    const many = work(log, 'many');
    const task = new ModelTask('Many', { goesOn: true });
    const outcome = task.run(many.task);
    await settled();
    task.stop();
    expect(await outcome).toBe('cancelled');
    expect(log).toEqual(['many begins', 'many stops']);
    expect(task.isRunning).toBe(false);
  });

  it('that fails says with what, and hands the turn on', async () => {
    const failing = new ModelTask('Note').run(async () => {
      throw new LocumError('empty-input', 'There is nothing.');
    });
    const tokens = work(log, 'tokens');
    const next = new ModelTask('Tokens').run(tokens.task);
    tokens.finish();
    expect(await failing).toMatchObject({ code: 'empty-input' });
    expect(await next).toBe('done');
  });
});
