import { describe, expect, test } from 'vitest'
import { aPod, aService, aSnapshot, findingsOfRule, sentencesOf } from '../../testing/index.ts'

const web = (targetPort: number | string, protocol = 'TCP') =>
  aService('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort, protocol }] })
const pod = (name: string, ...ports: object[]) =>
  aPod(name, { labels: { app: 'web' }, ports: ports.map((port) => ({ ...port })) })
const http = { name: 'http', containerPort: 8080 }

describe('SVC-004', () => {
  test('SVC-004 a named target port that no Pod declares is told, with what they declare', () => {
    expect(sentencesOf('SVC-004', aSnapshot(web('grpc'), pod('a', http)))).toEqual([
      'Target port grpc (TCP) of Service/default/web is declared by no Pod that it selects; they declare http (8080/TCP)',
    ])
    expect(
      findingsOfRule('SVC-004', aSnapshot(web('grpc'), pod('a'))).map(({ message }) => message.values.declared),
    ).toEqual(['none'])
  })

  test('SVC-004 another protocol does not count, a sidecar does, an init container does not', () => {
    expect(sentencesOf('SVC-004', aSnapshot(web('http', 'UDP'), pod('a', http)))).toHaveLength(1)
    const initContainer = (restartPolicy?: string) =>
      aPod('a', { labels: { app: 'web' }, spec: { initContainers: [{ name: 'i', restartPolicy, ports: [http] }] } })
    expect(sentencesOf('SVC-004', aSnapshot(web('http'), initContainer('Always')))).toEqual([])
    expect(sentencesOf('SVC-004', aSnapshot(web('http'), initContainer()))).toHaveLength(1)
  })

  test('SVC-004 a name that resolves, a number, and a Service without Pods are none', () => {
    expect(sentencesOf('SVC-004', aSnapshot(web('http'), pod('a', http)))).toEqual([])
    expect(sentencesOf('SVC-004', aSnapshot(web(9), pod('a', http)))).toEqual([])
    expect(sentencesOf('SVC-004', aSnapshot(web('grpc')))).toEqual([])
  })
})

describe('SVC-005', () => {
  test('SVC-005 a name that means different numbers, or nothing on some Pods, is told', () => {
    expect(
      sentencesOf('SVC-005', aSnapshot(web('http'), pod('a', http), pod('b', { ...http, containerPort: 80 }))),
    ).toEqual(['Target port http of Service/default/web means 80 or 8080, depending on the Pod'])
    expect(sentencesOf('SVC-005', aSnapshot(web('http'), pod('a', http), pod('b')))).toEqual([
      'Target port http of Service/default/web means 8080 or nothing, depending on the Pod',
    ])
  })

  test('SVC-005 one number for all, or nothing for all, is none', () => {
    expect(sentencesOf('SVC-005', aSnapshot(web('http'), pod('a', http), pod('b', http)))).toEqual([])
    expect(sentencesOf('SVC-005', aSnapshot(web('grpc'), pod('a', http), pod('b', http)))).toEqual([])
  })
})

describe('SVC-006', () => {
  test('SVC-006 a number that no Pod declares is told', () => {
    expect(sentencesOf('SVC-006', aSnapshot(web(9090), pod('a', http)))).toEqual([
      'Target port 9090 of Service/default/web is declared by no Pod that it selects',
    ])
  })

  test('SVC-006 a declared number is none, nor any without Pods', () => {
    expect(sentencesOf('SVC-006', aSnapshot(web(8080), pod('a', http), pod('b')))).toEqual([])
    expect(sentencesOf('SVC-006', aSnapshot(web(9090)))).toEqual([])
  })
})

describe('SVC-007', () => {
  test('SVC-007 a name that is declared with another protocol only is told', () => {
    expect(sentencesOf('SVC-007', aSnapshot(web('http', 'UDP'), pod('a', http)))).toEqual([
      'Target port http of Service/default/web is UDP, and the Pods declare it as TCP',
    ])
  })

  test('SVC-007 where it is declared with both, or not at all, it is none', () => {
    expect(
      sentencesOf(
        'SVC-007',
        aSnapshot(web('dns', 'UDP'), pod('a', { name: 'dns', containerPort: 53, protocol: 'UDP' })),
      ),
    ).toEqual([])
    expect(sentencesOf('SVC-007', aSnapshot(web('grpc'), pod('a', http)))).toEqual([])
  })
})

describe('SVC-009', () => {
  const twin = (name: string, options = {}) => aService(name, { selector: { app: 'web' }, ...options })

  test('SVC-009 two Services with equal selector and ports are told, both', () => {
    expect(sentencesOf('SVC-009', aSnapshot(twin('a'), twin('b')))).toEqual([
      'Service/default/a has the selector and the ports of Service/default/b',
      'Service/default/b has the selector and the ports of Service/default/a',
    ])
  })

  test('SVC-009 other ports, another namespace, and no selector are none', () => {
    const others = [
      twin('b', { ports: [{ port: 81 }] }),
      twin('c', { namespace: 'other' }),
      aService('d'),
      aService('e'),
    ]
    expect(sentencesOf('SVC-009', aSnapshot(twin('a'), ...others))).toEqual([])
  })
})
