import { type ComponentType, lazy } from 'react';
import { useLocation } from 'wouter';
import { Part } from '../../components/part.tsx';
import { Segmented } from '../../components/segmented.tsx';

/** Each is fetched when it is first looked at. */
const VIEWS = {
  merge: { label: 'Merge models', view: lazy(() => import('./merge/index.tsx')) },
  mediflow: { label: 'Make instructions', view: lazy(() => import('./mediflow/index.tsx')) },
} as const satisfies Readonly<Record<string, { label: string; view: ComponentType }>>;
type View = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as readonly View[];

/** What models are made with. Which part is shown stands in the address. */
export default function LabPage() {
  const [location, navigate] = useLocation();
  const shown = NAMES.find((name) => location === `/lab/${name}`) ?? 'merge';
  const { label, view: Shown } = VIEWS[shown];
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-panel px-3 py-1.5">
        <Segmented
          label="View"
          value={shown}
          onChange={(next) => navigate(`/lab/${next}`)}
          options={NAMES.map((value) => ({ value, label: VIEWS[value].label }))}
        />
      </div>
      <Part key={shown} name={`“${label}”`} opening={<p className="p-3 text-muted">Opening…</p>}>
        <Shown />
      </Part>
    </div>
  );
}
