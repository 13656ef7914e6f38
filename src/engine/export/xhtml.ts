/** Text as XHTML, for the narrative of FHIR resources. All of it is escaped; the only markup is our own. */
import type { Section } from './document.ts';

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A `div` in the XHTML namespace; `lead` stands first. FHIR forbids a narrative without content. */
export function narrative({ blocks }: Pick<Section, 'blocks'>, lead: string): string {
  const parts = [`<p><b>${escapeXml(lead)}</b></p>`];
  let items: string[] = [];
  const close = () => {
    if (items.length > 0) parts.push(`<ul>${items.join('')}</ul>`);
    items = [];
  };
  for (const { kind, text } of blocks) {
    if (kind === 'item') items.push(`<li>${escapeXml(text)}</li>`);
    else {
      close();
      parts.push(`<p>${escapeXml(text)}</p>`);
    }
  }
  close();
  return `<div xmlns="http://www.w3.org/1999/xhtml">${parts.join('')}</div>`;
}
