/**
 * In which order links name what they say: what is looked at, how, with what open, and when. What is not here comes last, by
 * its name.
 */
const ORDER =
  'ask id kind namespace name key tab view url method header gateway ingressClass fromPod toPod port protocol workload verdict state service severity group rule detector sent receiver q hide without sort order multiples zoom density open pin focus only pod incident at with show against from to seq'.split(
    ' ',
  )

/** The parameters of a link in their order, so that equal screens have equal links. Repeated ones keep theirs. */
export function inLinkOrder(parameters: URLSearchParams): URLSearchParams {
  const rank = (name: string) => ORDER.indexOf(name) + 1 || ORDER.length + 1
  return new URLSearchParams([...parameters].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b))))
}
