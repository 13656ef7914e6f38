/** What the page of this test and its worker say to each other. */
export interface LargeRequest {
  readonly url: string;
  readonly backend: 'webgpu' | 'cpu';
  readonly precision: 'q4' | 'q8';
}

export type LargeReply =
  /** The engine is there, a device too, and nothing of the model. */
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'done';
      readonly parameters: number;
      /** That the weights occupy in the backend's memory. */
      readonly weightBytes: number;
      readonly loadMs: number;
      readonly decodeMs: number;
      readonly token: number;
      readonly isFinite: boolean;
    }
  | { readonly kind: 'failed'; readonly message: string };
