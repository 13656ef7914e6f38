/** What runs in web-llm, apart from what Locum's own runtime runs. */
export function WebLlmMark() {
  return (
    <span className="rounded border border-edge/70 px-1 align-[1px] text-xs font-normal whitespace-nowrap text-muted">
      web-llm
    </span>
  );
}
