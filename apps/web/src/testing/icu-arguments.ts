/**
 * The placeholders and tags of an ICU message, sorted: `{count, plural, one {# of {total}} other {#}} <b>x</b>` →
 * `['<b>', 'count', 'total']`. The message is expected to be well formed.
 */
export function icuArguments(message: string): string[] {
  const found = new Set<string>()
  readMessage(message, 0, found)
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) found.add(`<${tag}>`)
  return [...found].sort()
}

/** Reads to the brace that closes this message, or the end; returns the place after it. */
function readMessage(text: string, from: number, found: Set<string>): number {
  let at = from
  while (at < text.length && text[at] !== '}') at = text[at] === '{' ? readArgument(text, at + 1, found) : at + 1
  return at + 1
}

function readArgument(text: string, from: number, found: Set<string>): number {
  const [head = '', name = ''] = /^\s*(\w+)\s*/.exec(text.slice(from)) ?? []
  found.add(name)
  let at = from + head.length
  while (at < text.length && text[at] !== '}') at = text[at] === '{' ? readMessage(text, at + 1, found) : at + 1
  return at + 1
}
