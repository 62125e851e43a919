import type { ServiceRow } from '@portolan/contract'
import { groupBy } from '../../cluster/group-by.ts'

/** `80, 443`; one number that is open for several protocols is told once, with them: `53/UDP+TCP, 9153`. */
export function portsText({ ports }: Pick<ServiceRow, 'ports'>): string {
  const byPort = groupBy(ports, ({ port }) => String(port))
  return [...byPort]
    .map(([port, all]) => {
      const protocols = [...new Set(all.map(({ protocol }) => protocol))]
      return protocols.join() === 'TCP' ? port : `${port}/${protocols.join('+')}`
    })
    .join(', ')
}
