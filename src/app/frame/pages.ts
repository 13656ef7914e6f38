/**
 * The pages: their addresses, names and icons, and how each is fetched. The note page, where everyone begins, comes with
 * the app; another is fetched when it is first opened.
 */
import {
  ChartColumn,
  Cpu,
  FlaskConical,
  Layers,
  ListChecks,
  type LucideIcon,
  NotebookPen,
  Settings,
  Tags,
} from 'lucide-react';
import type { ComponentType } from 'react';
import NotePage from '../pages/note/index.tsx';

/** A page in a file of its own. */
export interface Fetched {
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

export interface PageInfo {
  readonly id: string;
  readonly title: string;
  /** Where it stands behind the `#`; what follows it in an address is the page's own. */
  readonly path: string;
  readonly icon: LucideIcon;
  readonly about: string;
  readonly view: ComponentType | Fetched;
}

export const PAGES: readonly PageInfo[] = [
  {
    id: 'note',
    title: 'Note',
    path: '/',
    icon: NotebookPen,
    about: 'A conversation becomes its clinical note.',
    view: NotePage,
  },
  {
    id: 'classify',
    title: 'Classify',
    path: '/classify',
    icon: Tags,
    about: 'Each label scored exactly by the base, the expert and both together: for one text or a file.',
    view: { load: () => import('../pages/classify/index.tsx') },
  },
  {
    id: 'tasks',
    title: 'Tasks',
    path: '/tasks',
    icon: ListChecks,
    about: 'The library of clinical tasks, with prompts that can be read and changed.',
    view: { load: () => import('../pages/tasks/index.tsx') },
  },
  {
    id: 'tokens',
    title: 'Tokens',
    path: '/tokens',
    icon: Layers,
    about: 'What the expert pair changes, token by token.',
    view: { load: () => import('../pages/tokens/index.tsx') },
  },
  {
    id: 'evaluate',
    title: 'Evaluate',
    path: '/evaluate',
    icon: ChartColumn,
    about: 'Methods measured on data sets of yours, with intervals and a comparison with the base.',
    view: { load: () => import('../pages/evaluate/index.tsx') },
  },
  {
    id: 'lab',
    title: 'Lab',
    path: '/lab',
    icon: FlaskConical,
    about: 'New models by merging weights, and instructions to train them with.',
    view: { load: () => import('../pages/lab/index.tsx') },
  },
  {
    id: 'models',
    title: 'Models',
    path: '/models',
    icon: Cpu,
    about: 'Which models there are, which are stored here, and which are used.',
    view: { load: () => import('../pages/models/index.tsx') },
  },
  {
    id: 'settings',
    title: 'Settings',
    path: '/settings',
    icon: Settings,
    about: 'Where the models run, how the app looks, what is kept.',
    view: { load: () => import('../pages/settings/index.tsx') },
  },
];

/** The page that an address belongs to; null for none. */
export function pageAt(location: string): PageInfo | null {
  const inside = ({ path }: PageInfo) =>
    path === '/' ? location === '/' || location === '' : location === path || location.startsWith(`${path}/`);
  return PAGES.find(inside) ?? null;
}
