/**
 * The nonce of this page's content security policy. Browsers hide the attribute from scripts and styles of others;
 * the property still has it.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? '';
}

declare global {
  // The name is a convention that libraries which write style elements follow.
  var __webpack_nonce__: string | undefined;
}

globalThis.__webpack_nonce__ = styleNonce();
