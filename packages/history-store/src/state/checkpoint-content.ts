import { StoreDamagedError } from '../errors.ts'
import { packLines, unpackLines } from '../format/packed-lines.ts'

/** JSON of the objects of a shelf by id, in the order in which they came to it. */
export type ShelfTexts = ReadonlyMap<number, string>

/** What a patch says before its lines. */
interface PatchHead {
  /** Objects of the base that are gone. */
  readonly gone: readonly number[]
  /** For each line: whose text it is in the middle of, and how many characters of the text in the base surround it. */
  readonly cuts: readonly (readonly [objectId: number, before: number, behind: number])[]
}

/** A state by itself: ids of the objects, then each object. */
export function packState(texts: ShelfTexts): Uint8Array {
  return packLines([JSON.stringify([...texts.keys()]), ...texts.values()])
}

/** The inverse of `packState`. @throws {StoreDamagedError} these bytes are no state */
export function unpackState(content: Uint8Array): Map<number, string> {
  const [ids = '', ...texts] = unpackLines(content)
  return new Map((headOf(ids) as readonly number[]).map((id, index) => [id, texts[index] ?? '']))
}

/**
 * A state by what it has not in common with an earlier one: of each object that came or changed, the characters between those
 * that are as they were. An object whose status changed costs a quarter of what it costs by itself, and is put together again
 * without being parsed.
 */
export function packPatch(
  base: ShelfTexts,
  texts: ShelfTexts,
): { readonly content: Uint8Array; readonly weight: number } {
  const gone = [...base.keys()].filter((id) => !texts.has(id))
  const cuts: [objectId: number, before: number, behind: number][] = []
  const lines: string[] = []
  for (const [id, text] of texts) {
    const old = base.get(id) ?? ''
    if (old === text && base.has(id)) continue
    const before = commonBeginning(old, text)
    const behind = commonEnd(old, text, before)
    cuts.push([id, before, behind])
    lines.push(text.slice(before, text.length - behind))
  }
  const head: PatchHead = { gone, cuts }
  return {
    content: packLines([JSON.stringify(head), ...lines]),
    weight: lines.reduce((sum, { length }) => sum + length + 1, 0),
  }
}

/** The state that was patched, from the same base. @throws {StoreDamagedError} these bytes are no patch */
export function applyPatch(base: ShelfTexts, content: Uint8Array): Map<number, string> {
  const [head = '', ...lines] = unpackLines(content)
  const { gone, cuts } = headOf(head) as PatchHead
  const texts = new Map(base)
  for (const id of gone) texts.delete(id)
  for (const [index, [id, before, behind]] of cuts.entries()) {
    const old = texts.get(id) ?? ''
    texts.set(id, old.slice(0, before) + lines[index] + old.slice(old.length - behind))
  }
  return texts
}

/** Characters of a state. */
export function weightOf(texts: ShelfTexts): number {
  let weight = 0
  for (const text of texts.values()) weight += text.length + 1
  return weight
}

/** Never ends within a character that takes two units of UTF-16: it could not be written as UTF-8. */
function commonBeginning(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length > 0 && isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length
}

function commonEnd(a: string, b: string, beginning: number): number {
  const most = Math.min(a.length, b.length) - beginning
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++
  return length > 0 && isLowSurrogate(a.charCodeAt(a.length - length)) ? length - 1 : length
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000

function headOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new StoreDamagedError('portolan.db is damaged: a checkpoint says nothing of its objects.', { cause: error })
  }
}
