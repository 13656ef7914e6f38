import {
  Autocomplete,
  Collection,
  Header,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { ModalDialog } from '../components/modal-dialog.tsx';
import { showOverlay } from '../shell/overlays.ts';
import { COMMANDS } from './commands.ts';

const GROUPS = [...new Set(COMMANDS.map(({ group }) => group))].map((group) => ({
  id: group,
  commands: COMMANDS.filter((command) => command.group === group),
}));

/** Everything that can be done, found by a few letters of its name. */
export default function CommandPalette({ navigate }: { navigate: (path: string) => void }) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <ModalDialog title="Commands" isOpen onOpenChange={() => showOverlay(null)}>
      <Autocomplete filter={contains}>
        <SearchField aria-label="Find a command" autoFocus className="sticky -top-3 bg-raised py-1 sm:-top-8">
          <Input
            placeholder="Type a few letters…"
            className="h-9 w-full rounded border border-edge/70 bg-panel px-2.5 placeholder:text-muted"
          />
        </SearchField>
        <Menu
          items={GROUPS}
          aria-label="Commands"
          className="mt-1 outline-none"
          renderEmptyState={() => <p className="px-2 py-1 text-muted">No command has that in its name.</p>}
          onAction={(key) => {
            showOverlay(null);
            COMMANDS.find(({ id }) => id === key)?.run(navigate);
          }}
        >
          {({ id, commands }) => (
            <MenuSection id={id}>
              <Header className="px-2 pt-2 pb-0.5 text-xs text-muted">{id}</Header>
              <Collection items={commands}>
                {({ id: key, title, keys }) => (
                  <MenuItem
                    id={key}
                    textValue={title}
                    className="flex cursor-default items-center gap-2 rounded px-2 py-1.5 -outline-offset-2 data-[focused]:bg-wash"
                  >
                    <Text slot="label" className="flex-1">
                      {title}
                    </Text>
                    {keys !== undefined && <Keyboard className="font-sans text-xs text-muted">{keys}</Keyboard>}
                  </MenuItem>
                )}
              </Collection>
            </MenuSection>
          )}
        </Menu>
      </Autocomplete>
    </ModalDialog>
  );
}
