/** What the server wrote into the page for this answer (src/server/http/workbenchRoutes.ts). */
export const pageSays = (name: 'csp-nonce' | 'signed-in' | 'world' | 'oidc'): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
