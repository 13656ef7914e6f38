import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay, type ModalOverlayProps } from 'react-aria-components';
import { Button } from './button.tsx';

interface ModalDialogProps extends Pick<ModalOverlayProps, 'isOpen' | 'onOpenChange'> {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A dialog over the page: Escape and a click beside it close it, focus stays within and goes back. */
export function ModalDialog({ title, wide = false, children, ...overlay }: ModalDialogProps) {
  return (
    <ModalOverlay
      {...overlay}
      isDismissable
      className="fixed inset-0 z-30 flex items-start justify-center overflow-auto bg-black/40 p-3 sm:p-8"
    >
      <Modal className={`w-full rounded-lg border border-line bg-raised shadow-xl ${wide ? 'max-w-3xl' : 'max-w-lg'}`}>
        <Dialog className="outline-none">
          {({ close }) => (
            <>
              <div className="flex items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-4">
                <Heading slot="title" className="flex-1 text-sm font-semibold">
                  {title}
                </Heading>
                <Button look="quiet" aria-label="Close" onPress={close}>
                  <X aria-hidden />
                </Button>
              </div>
              <div className="p-4">{typeof children === 'function' ? children(close) : children}</div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
