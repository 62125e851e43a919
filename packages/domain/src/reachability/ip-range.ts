/** An address as a number, with its width: 32 or 128 bits. */
interface IpNumber {
  readonly value: bigint
  readonly bits: 32 | 128
}

/** Whether an address lies in a CIDR range of its own family. `undefined` where one of them is no address or no range. */
export function isInRange(address: string, cidr: string): boolean | undefined {
  const [base = '', prefix = '', ...more] = cidr.split('/')
  const inside = parseIp(address)
  const network = parseIp(base)
  if (inside === undefined || network === undefined || more.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined
  if (inside.bits !== network.bits) return false
  const shift = BigInt(network.bits - Number(prefix))
  return shift < 0n ? undefined : inside.value >> shift === network.value >> shift
}

function parseIp(text: string): IpNumber | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): IpNumber | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined
  return { value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n), bits: 32 }
}

/** With at most one `::`; an IPv4 tail stands for the last two groups. */
function parseIpv6(text: string): IpNumber | undefined {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  if (before === undefined || after === undefined) return undefined
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...before, ...Array<bigint>(missing).fill(0n), ...after]
  return { value: groups.reduce((value, group) => value * 65_536n + group, 0n), bits: 128 }
}

function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return []
  const groups: bigint[] = []
  for (const part of text.split(':')) {
    const ipv4 = part.includes('.') ? parseIpv4(part) : undefined
    if (ipv4 !== undefined) groups.push(ipv4.value >> 16n, ipv4.value & 0xffffn)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}
