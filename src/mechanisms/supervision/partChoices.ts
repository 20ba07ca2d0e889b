/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<
  Record<string, Readonly<Record<string, { readonly zh: string; readonly en: string }>>>
> = {
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  result: {
    failed: { zh: '协商不成', en: 'No agreement' },
    agreed: { zh: '协商一致', en: 'Agreed' },
  },
}
