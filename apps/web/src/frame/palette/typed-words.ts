/** Whether every word of what was typed occurs in the text, in any case. Nothing typed fits everything. */
export function fitsWords(text: string, typed: string): boolean {
  const searched = text.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word))
}
