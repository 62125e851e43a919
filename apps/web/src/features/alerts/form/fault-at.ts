/** A path that the server puts before its sentence: `Items/0/thresholds/for: `. */
const PATH = /^[^\s:]+: (?=.)/

/**
 * What the server said, if it is about this member; `undefined` if it is about another, or about none. Its sentence begins
 * with the path of the member (`Items/0/thresholds/for: …`, left out here), with its name (`for of zero-endpoints is …`), or
 * calls it a threshold.
 */
export function faultAt(detail: string | undefined, member: string): string | undefined {
  const name = member.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const about = new RegExp(`(^|[/.]|threshold )${name}(?=$|[\\s/:,])`, 'i')
  return detail
    ?.split('; ')
    .find((sentence) => about.test(sentence))
    ?.replace(PATH, '')
}
