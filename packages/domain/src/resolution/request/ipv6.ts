const GROUP = /^[0-9a-f]{1,4}$/
const GROUPS = 8

/**
 * An IPv6 address in the form of RFC 5952, so that equal addresses are equal texts; `undefined` for what is none. Addresses
 * with an IPv4 tail or a zone are not read.
 */
export function canonicalIpv6(text: string): string | undefined {
  const [head = '', tail, ...more] = text.toLowerCase().split('::')
  if (more.length > 0) return undefined
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  if (!before || !after) return undefined
  const missing = GROUPS - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  return compressed([...before, ...Array<number>(missing).fill(0), ...after])
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return []
  const groups = text.split(':')
  return groups.every((group) => GROUP.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined
}

/** The longest run of at least two zeros, the first of equals, becomes `::`. */
function compressed(groups: readonly number[]): string {
  let [start, length] = [0, 0]
  for (let from = 0; from < GROUPS; from++) {
    let to = from
    while (groups[to] === 0) to++
    if (to - from > length) [start, length] = [from, to - from]
  }
  const hex = groups.map((group) => group.toString(16))
  if (length < 2) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}
