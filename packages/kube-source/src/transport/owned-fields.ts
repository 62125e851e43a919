const MEMBER = Buffer.from(',"fieldsV1":{')
const QUOTE = 34
const BACKSLASH = 92
const OPENING = 123
const CLOSING = 125

/**
 * JSON without `managedFields[].fieldsV1`, which is a third of a Pod and nearly all of its distinct names: a parser that
 * never sees it takes a third less time.
 *
 * In JSON these bytes are a member and its object wherever they are, since a quote inside of a text has a backslash before it.
 * Where the object has no end, it stays: it is up to the parser to say what is wrong.
 *
 * @param json written over
 */
export function withoutOwnedFields(json: Buffer): Buffer {
  let at = json.indexOf(MEMBER)
  if (at < 0) return json
  let written = at
  for (;;) {
    const end = endOfObject(json, at + MEMBER.length)
    if (end === undefined) break
    at = json.indexOf(MEMBER, end)
    json.copyWithin(written, end, at < 0 ? json.length : at)
    if (at < 0) return json.subarray(0, written + json.length - end)
    written += at - end
  }
  json.copyWithin(written, at)
  return json.subarray(0, written + json.length - at)
}

/** Where the object ends that was opened just before `start`. */
function endOfObject(json: Buffer, start: number): number | undefined {
  let depth = 1
  for (let at = start; at < json.length; at++) {
    const byte = json[at]
    if (byte === QUOTE) at = endOfText(json, at + 1)
    else if (byte === OPENING) depth++
    else if (byte === CLOSING && --depth === 0) return at + 1
  }
  return undefined
}

/** Where its closing quote is; the length of it all where there is none. */
function endOfText(json: Buffer, start: number): number {
  for (let at = start; at < json.length; at++) {
    const byte = json[at]
    if (byte === QUOTE) return at
    if (byte === BACKSLASH) at++
  }
  return json.length
}
