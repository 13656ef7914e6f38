/** Where a demonstration model lies beside the page. */
export function modelUrl(id: string): string {
  return new URL(`${import.meta.env.BASE_URL}models/${id}/`, location.origin).href;
}
