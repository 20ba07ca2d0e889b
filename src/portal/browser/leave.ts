/**
 * In the citizen's browser, on every page: leaving at once, by the button or by Escape twice, so that going back does not
 * lead here again; and copying what a receipt says. Nothing is kept on the device. Without this script the button is a
 * link, and what can be copied is selected by one touch.
 */
const TWICE_WITHIN_MS = 1000

const way = document.querySelector('a.leave')
if (way instanceof HTMLAnchorElement) watchLeaving(way)
for (const button of document.querySelectorAll('button[data-copies]'))
  if (button instanceof HTMLButtonElement) offerCopying(button)

function watchLeaving(link: HTMLAnchorElement): void {
  for (const hint of document.querySelectorAll('[data-with-script]'))
    if (hint instanceof HTMLElement) hint.hidden = false
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave(link.href)
  })
  let last = -Infinity
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return
    if (key !== 'Escape') last = -Infinity
    else if (timeStamp - last <= TWICE_WITHIN_MS) leave(link.href)
    else last = timeStamp
  })
}

/** The page is blank before the other one is there: a slow line must not leave it on the screen. */
function leave(to: string): void {
  for (const form of document.forms) form.reset()
  document.title = ''
  document.documentElement.hidden = true
  location.replace(to)
}

/** Only where it works: a browser has a clipboard in a secure context alone. */
function offerCopying(button: HTMLButtonElement): void {
  const text = document.getElementById(button.dataset['copies'] ?? '')
  const done = button.nextElementSibling
  // Typed as always there; outside a secure context it is not.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (text === null || clipboard === undefined) return
  button.hidden = false
  button.addEventListener('click', () => {
    clipboard.writeText(text.innerText.trim()).then(
      () => {
        if (done instanceof HTMLElement) done.textContent = button.dataset['copied'] ?? ''
      },
      () => {
        // Not allowed: what is to be copied is selected instead.
        getSelection()?.selectAllChildren(text)
      },
    )
  })
}
