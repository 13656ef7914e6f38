import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { showTour, useOverlays } from '../shell/overlays.ts';
import { setPreferences } from '../shell/preferences.ts';

/** What is spoken of is framed on the page: elements with `data-tour="1"` and so on; see styles.css. */
const STEPS: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Bring a conversation',
    text: 'Paste it, drop a text file, or choose an example: each shows a recorded note at once. Nothing leaves this computer.',
  },
  {
    title: 'Let the models write',
    text: 'Choose a form and press Generate. A general model writes; a small clinical pair shifts its choices by α. The highlighter shows where; Compare sets all three side by side.',
  },
  {
    title: 'Check it, sign it, export it',
    text: 'It is a draft: edit sections or have them written again, review each sentence against the conversation, compare methods.',
  },
];

/** Three steps in a strip below the page: it covers nothing and moves nothing, and everything can be tried meanwhile. */
export function Tour() {
  const step = useOverlays((state) => state.tourStep);
  const current = step === null ? undefined : STEPS[step - 1];
  useEffect(() => {
    if (step === null) return;
    document.documentElement.dataset.tour = String(step);
    return () => {
      delete document.documentElement.dataset.tour;
    };
  }, [step]);
  if (step === null || current === undefined) return null;
  const close = () => {
    showTour(null);
    setPreferences({ tourSeen: true });
  };
  return (
    <section
      aria-label="Tour"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-wash px-3 py-1.5 text-[13px]"
    >
      <p role="status" className="min-w-0 flex-1 basis-72">
        <strong className="font-semibold">
          {step} of {STEPS.length}: {current.title}.
        </strong>{' '}
        {current.text}
      </p>
      <div className="flex gap-1">
        <Button look="quiet" isDisabled={step === 1} onPress={() => showTour(step - 1)}>
          <ArrowLeft aria-hidden /> Back
        </Button>
        {step < STEPS.length ? (
          <Button onPress={() => showTour(step + 1)}>
            Next <ArrowRight aria-hidden />
          </Button>
        ) : (
          <Button onPress={close}>Done</Button>
        )}
        <Button look="quiet" aria-label="Close the tour" onPress={close}>
          <X aria-hidden />
        </Button>
      </div>
    </section>
  );
}
