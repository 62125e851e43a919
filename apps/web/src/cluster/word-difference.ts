/** Two texts with what they share cut off at both ends. */
export interface WordDifference {
  readonly head: string
  readonly before: string
  readonly after: string
  readonly tail: string
}

/** What changed between two values of one field, at word boundaries: `web:v41` → `web:v42` is `v41` → `v42` in `web:`. */
export function wordDifference(before: string, after: string): WordDifference {
  const left = before.split(/(?<=[^\w])|(?=[^\w])/)
  const right = after.split(/(?<=[^\w])|(?=[^\w])/)
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start++
  let end = 0
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end++
  return {
    head: left.slice(0, start).join(''),
    before: left.slice(start, left.length - end).join(''),
    after: right.slice(start, right.length - end).join(''),
    tail: left.slice(left.length - end).join(''),
  }
}
