/**
 * Put a text on the clipboard. Where the page may not (served without TLS to another machine), it goes there by way of a
 * selection.
 *
 * @returns whether it is there
 */
export async function copyText(text: string): Promise<boolean> {
  if (!window.isSecureContext) return copySelection(text)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelection(text),
  )
}

function copySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'sr-only'
  field.setAttribute('aria-hidden', 'true')
  const before = document.activeElement
  document.body.append(field)
  field.select()
  const isDone = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return isDone
}
