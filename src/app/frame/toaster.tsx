import { Undo2, X } from 'lucide-react';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastBody,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { Button } from '../components/button.tsx';
import { toasts } from '../shell/toasts.ts';

/** A landmark of its own (F6 leads there); a toast under focus or pointer stays. */
export function Toaster() {
  return (
    <ToastRegion
      queue={toasts}
      className="fixed right-3 bottom-3 z-40 flex w-96 max-w-[calc(100vw-1.5rem)] flex-col gap-2 max-md:bottom-16"
    >
      {({ toast }) => (
        <Toast
          toast={toast}
          className="flex items-center gap-2 rounded-md border border-line bg-raised px-3 py-2 text-[13px] shadow-lg data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
        >
          <ToastBody className="min-w-0 flex-1">
            <Text slot="title" className="block">
              {toast.content.title}
            </Text>
            {toast.content.detail !== undefined && (
              <Text slot="description" className="block text-muted">
                {toast.content.detail}
              </Text>
            )}
          </ToastBody>
          {toast.content.undo !== undefined && (
            <Button
              onPress={() => {
                toast.content.undo?.();
                toasts.close(toast.key);
              }}
            >
              <Undo2 aria-hidden /> Undo
            </Button>
          )}
          <Button slot="close" look="quiet" aria-label="Dismiss this message">
            <X aria-hidden />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
