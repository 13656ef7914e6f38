/** The part of OPFS that TypeScript's DOM library leaves to workers; declared here to be used beside it. */
export interface SyncAccessHandle {
  getSize(): number;
  /** @returns bytes read */
  read(target: Uint8Array, options: { readonly at: number }): number;
  /** @returns bytes written */
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

declare global {
  interface FileSystemFileHandle {
    /** In dedicated workers only. Rejects with `NoModificationAllowedError` while another one is open. */
    createSyncAccessHandle(): Promise<SyncAccessHandle>;
  }
}
