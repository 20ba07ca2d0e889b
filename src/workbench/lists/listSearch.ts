/** What a list is asked, as it stands in the address; the names are those of the API. */
export interface ListSearch {
  readonly view?: string
  readonly state?: string
  readonly q?: string
  readonly unit?: string
  readonly handler?: string
  readonly due?: string
  readonly sort?: string
}
