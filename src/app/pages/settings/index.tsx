import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { PageLayout } from '../../components/page-layout.tsx';
import { Toggle } from '../../components/toggle.tsx';
import { useEngine } from '../../models/engine.ts';
import { setSettings } from '../../note/note.ts';
import { DEFAULT_SETTINGS } from '../../note/settings.ts';
import { showOverlay, showTour } from '../../shell/overlays.ts';
import { forgetEverything, setPreferences, storedKeys, usePreferences } from '../../shell/preferences.ts';
import { useTheme } from '../../shell/theme.ts';
import { tell } from '../../shell/toasts.ts';
import { BACKENDS } from '../../text/backends.ts';
import { CACHES } from '../../text/caches.ts';
import { count } from '../../text/format.ts';
import { BlackBoxBase } from './black-box-base.tsx';
import { Card } from './card.tsx';
import { InstalledApp } from './installed-app.tsx';
import { SpeedOfDevice } from './speed.tsx';

export default function SettingsPage() {
  return (
    <PageLayout>
      <div className="gap-3 *:mb-3 *:break-inside-avoid md:columns-2 xl:columns-3">
        <Backend />
        <SpeedOfDevice />
        <Look />
        <Keeping />
        <Staying />
        <Writing />
        <InstalledApp />
        <BlackBoxBase />
      </div>
    </PageLayout>
  );
}

function Backend() {
  const backend = useEngine((state) => state.backend);
  const setBackend = useEngine((state) => state.setBackend);
  const cache = useEngine((state) => state.cache);
  const setCache = useEngine((state) => state.setCache);
  return (
    <Card title="Models">
      <ChoiceList label="Where the models run" value={backend} onChange={setBackend} options={BACKENDS} />
      <div className="mt-2">
        <ChoiceList label="How the text that was read is held" value={cache} onChange={setCache} options={CACHES} />
      </div>
      <p className="mt-2 text-xs text-muted">
        A change takes effect with the next note. It holds until the page is closed.
      </p>
    </Card>
  );
}

function Look() {
  const { theme, setTheme } = useTheme();
  const letterKeys = usePreferences((state) => state.letterKeys);
  const [, navigate] = useLocation();
  return (
    <Card title="Look and keys">
      <ChoiceList
        label="Theme"
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <div className="mt-2">
        <Toggle
          label="Keys of one letter"
          about="? lists the shortcuts; g and a letter opens a page. Switch off if letters are pressed by accident or by voice."
          isOn={letterKeys}
          onChange={(on) => setPreferences({ letterKeys: on })}
        />
      </div>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onPress={() => showOverlay('shortcuts')}>Show the shortcuts</Button>
        <Button
          onPress={() => {
            navigate('/');
            showTour(1);
          }}
        >
          Show the tour
        </Button>
      </div>
    </Card>
  );
}

function Keeping() {
  const keepText = usePreferences((state) => state.keepText);
  const [keys, setKeys] = useState(storedKeys);
  return (
    <Card title="What is kept">
      <p className="text-[13px]">
        Conversations and notes stay in this tab’s memory and are gone when it is closed; before that, it asks. Settings
        and your templates are remembered in this browser.
      </p>
      <div className="mt-2">
        <Toggle
          label="Keep conversation and note over a reload of this tab"
          about="In the tab’s session storage, which ends with the tab. A browser may write it to disk unencrypted to restore the session: leave it off on a shared computer."
          isOn={keepText}
          onChange={(on) => {
            setPreferences({ keepText: on });
            setKeys(storedKeys());
          }}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button
          isDisabled={keys.length === 0}
          onPress={() => {
            forgetEverything();
            setKeys(storedKeys());
            tell('All settings and templates are forgotten.', {
              detail: 'What is on the screen stays until it is closed.',
            });
          }}
        >
          Forget what is remembered
        </Button>
        <span className="text-[13px] text-muted">
          {keys.length === 0
            ? 'Nothing is remembered.'
            : `${count(keys.length, 'entry').replace('entrys', 'entries')}.`}
        </span>
      </div>
    </Card>
  );
}

function Staying() {
  return (
    <Card title="What stays on this computer">
      <p className="text-[13px]">
        All that is typed, loaded and written. The browser itself refuses every connection but to this app’s own
        address; the page’s first script takes away what no policy closes: leading elsewhere, other windows, WebRTC. A
        worker takes no text before it has seen that the policy holds.
      </p>
      <p className="mt-2 text-xs text-muted">
        Hosts of models, and an endpoint of your own, are reached once you switch them on; a record system gets a note
        when you send it there. Against the browser’s extensions no page can help.
      </p>
    </Card>
  );
}

function Writing() {
  return (
    <Card title="Writing">
      <p className="text-[13px]">
        Method, α, sampling and template are set where notes are written, and are remembered.
      </p>
      <div className="mt-2">
        <Button
          onPress={() => {
            setSettings(DEFAULT_SETTINGS);
            tell('The settings for writing are those that Locum comes with.');
          }}
        >
          Reset the settings for writing
        </Button>
      </div>
    </Card>
  );
}
