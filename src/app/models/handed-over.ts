/** Files of models that were opened with the app from outside; the page for models looks at them. */
import { create } from 'zustand';

const useHandedOver = create<{ readonly files: readonly File[] }>(() => ({ files: [] }));

export function handOver(files: readonly File[]): void {
  useHandedOver.setState({ files });
}

/** Changes when there are files to take. */
export function useHandedFiles(): readonly File[] {
  return useHandedOver(({ files }) => files);
}

/** Those there are, once. */
export function takeHanded(): readonly File[] {
  const { files } = useHandedOver.getState();
  if (files.length > 0) useHandedOver.setState({ files: [] });
  return files;
}
