/**
 * The server's sentence, if it is about one of these members; `undefined` if it is about another, or about none. A sentence
 * names the path of a member (`body/thresholds/for …`) or begins with its name (`for of zero-endpoints is …`).
 */
export function faultAt(detail: string | undefined, member: string): string | undefined {
  if (detail === undefined) return undefined
  const name = member.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(^|[/.]|threshold )${name}(?=$|[\\s/:,])`).test(detail) ? detail : undefined
}
