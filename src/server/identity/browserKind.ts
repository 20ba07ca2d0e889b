/**
 * What a person recognises their own session by: the family of the browser and of the system, no version, no model.
 * Only staff have sessions; of whoever reports nothing of the kind is read.
 */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, 'WeChat'],
  [/Edg/i, 'Edge'],
  [/Firefox|FxiOS/i, 'Firefox'],
  [/Chrom|CriOS/i, 'Chrome'],
  [/Safari/i, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
  [/Android/i, 'Android'],
  [/iPhone|iPad/i, 'iOS'],
  [/Windows/i, 'Windows'],
  [/Mac OS X/i, 'macOS'],
  [/Linux|X11/i, 'Linux'],
]

/** Such as `Chrome · Windows`; '' for a program that says nothing known. */
export function browserKind(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 400)
  const [browser, system] = [BROWSERS, SYSTEMS].map((known) => known.find(([shape]) => shape.test(text))?.[1])
  return [browser, system].filter((part) => part !== undefined).join(' · ')
}
