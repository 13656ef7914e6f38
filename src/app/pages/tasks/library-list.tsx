import { LIBRARY_TASKS, libraryTask } from '../../../engine/tasks/library/library.ts';
import { ExampleList } from '../../components/example-list.tsx';
import { Section } from '../../components/section.tsx';
import { chooseTask, fillSample, useTaskRun } from '../../tasks/task-run.ts';

const COLLECTIONS = [...new Set(LIBRARY_TASKS.map(({ collection }) => collection))];

/** All that can be asked, in sight. */
export function LibraryList() {
  const current = useTaskRun((state) => state.original.id);
  return (
    <Section title="The library">
      <p className="text-[13px] text-muted">
        The tasks of two papers and two kinds of examination, in the project’s own words. A press chooses one and fills
        its example in, where you have written nothing of your own.
      </p>
      {COLLECTIONS.map((collection) => (
        <div key={collection} className="mt-2.5">
          <h3 className="text-[13px] font-semibold">{collection}</h3>
          <ExampleList
            isStacked
            examples={LIBRARY_TASKS.filter((task) => task.collection === collection).map(({ id, title, summary }) => ({
              id,
              title,
              about: summary,
            }))}
            current={current}
            onChoose={(id) => {
              chooseTask(libraryTask(id));
              fillSample();
            }}
          />
        </div>
      ))}
    </Section>
  );
}
