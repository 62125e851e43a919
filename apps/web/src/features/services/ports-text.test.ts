import { expect, test } from 'vitest'
import { portsText } from './ports-text.ts'

const of = (...ports: [number, 'TCP' | 'UDP'][]) =>
  portsText({ ports: ports.map(([port, protocol]) => ({ name: '', port, protocol, targetPort: port })) })

test('a port that is open for two protocols is told once', () => {
  expect(of([53, 'UDP'], [53, 'TCP'], [9153, 'TCP'])).toBe('53/UDP+TCP, 9153')
  expect(of([80, 'TCP'], [443, 'TCP'])).toBe('80, 443')
})
