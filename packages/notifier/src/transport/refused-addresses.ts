import { BlockList, isIP } from 'node:net'

/**
 * Addresses that no receiver has a reason to be at: link-local ones, where clouds answer with the credentials of the machine,
 * and those that are no host at all.
 */
const REFUSED = new BlockList()
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4')
REFUSED.addSubnet('0.0.0.0', 8, 'ipv4')
REFUSED.addSubnet('224.0.0.0', 4, 'ipv4')
REFUSED.addSubnet('240.0.0.0', 4, 'ipv4')
REFUSED.addAddress('100.100.100.200', 'ipv4')
REFUSED.addSubnet('fe80::', 10, 'ipv6')
REFUSED.addSubnet('ff00::', 8, 'ipv6')
REFUSED.addAddress('::', 'ipv6')
REFUSED.addAddress('fd00:ec2::254', 'ipv6')

/** Whether nothing may be sent there. An IPv4 address in IPv6 clothes counts as what it is. */
export function isRefusedAddress(address: string): boolean {
  const bare = address.split('%', 1)[0] ?? ''
  const family = isIP(bare)
  if (family === 0) return false
  return REFUSED.check(bare, family === 6 ? 'ipv6' : 'ipv4')
}
