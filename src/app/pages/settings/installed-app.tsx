import { Download } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { type Installing, install, useInstalling } from '../../shell/installing.ts';
import { Card } from './card.tsx';

const ABOUT: Readonly<Record<Installing, string>> = {
  installed: 'Locum is installed on this computer.',
  offered: 'Locum can have an icon and a window of its own.',
  unknown:
    'Locum can have an icon and a window of its own where the browser’s menu has “Install” or “Add to home screen”.',
};

export function InstalledApp() {
  const installing = useInstalling();
  return (
    <Card title="As an app">
      <p className="text-[13px]">
        {ABOUT[installing]} It starts without a network, opens .txt and .gguf files, and takes text that other programs
        share. Nothing of that leaves this computer either.
      </p>
      {installing === 'offered' && (
        <div className="mt-2">
          <Button onPress={() => void install()}>
            <Download aria-hidden /> Install Locum…
          </Button>
        </div>
      )}
    </Card>
  );
}
