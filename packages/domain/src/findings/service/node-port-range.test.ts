import { describe, expect, test } from 'vitest'
import { aService, aSnapshot, findingsOfRule } from '../../testing/index.ts'

const envoy = (...nodePorts: number[]) =>
  aService('envoy', {
    type: 'NodePort',
    ports: nodePorts.map((nodePort) => ({ name: `p${nodePort}`, port: 80, nodePort })),
  })

describe('SVC-010', () => {
  test('SVC-010 each node port outside 30000–32767 is told, with the field that says it', () => {
    expect(findingsOfRule('SVC-010', aSnapshot(envoy(25568, 31000)))).toEqual([
      {
        rule: 'SVC-010',
        severity: 'info',
        subject: 'Service/default/envoy',
        subjectUid: 'uid-service-default-envoy',
        about: 'spec.ports[0].nodePort',
        evidence: [{ object: 'Service/default/envoy', path: 'spec.ports[0].nodePort', value: 25568 }],
        message: { id: 'SVC-010', values: { nodePort: 25568, subject: 'Service/default/envoy' } },
        sentence: 'Node port 25568 of Service/default/envoy is outside 30000–32767',
        hint: expect.any(String),
        command: 'kubectl get services envoy -n default -o yaml',
        confidence: 'proven',
      },
    ])
  })

  test('SVC-010 both ends of the range belong to it', () => {
    expect(findingsOfRule('SVC-010', aSnapshot(envoy(30000, 32767)))).toEqual([])
    expect(findingsOfRule('SVC-010', aSnapshot(envoy(29999, 32768)))).toHaveLength(2)
  })
})
