/** Where the palette and the tours lead. */
export type Target =
  | { readonly to: 'home' }
  | { readonly to: 'list'; readonly type: string; readonly view?: string }
  | { readonly to: 'page'; readonly page: string }
  | { readonly to: 'opening'; readonly type: string; readonly action: string }
  | { readonly to: 'action'; readonly type: string; readonly id: string; readonly action: string }
  | { readonly to: 'record'; readonly type: string; readonly id: string }
