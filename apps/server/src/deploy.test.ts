import { readFileSync } from 'node:fs'
import { WATCHED_RESOURCES } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { readConfig } from './config.ts'
import { VERSION } from './version.ts'

const root = new URL('../../../', import.meta.url)
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8')
const clusterRole = parse(textOf('deploy/cluster-role.yaml'))
const objects = parseAllDocuments(textOf('deploy/portolan.yaml')).map((document) => document.toJS())
const named = (kind: string) => objects.find((object) => object.kind === kind)
const [container] = named('StatefulSet').spec.template.spec.containers

describe('deploy', () => {
  test('the ClusterRole lets read what is watched, and nothing else', () => {
    const granted = clusterRole.rules.flatMap((rule: { apiGroups: string[]; resources: string[]; verbs: string[] }) =>
      rule.resources.map((resource) => ({ group: rule.apiGroups.join(), resource, verbs: rule.verbs })),
    )
    const wanted = WATCHED_RESOURCES.map(({ group, resource }) => ({
      group,
      resource,
      verbs: ['get', 'list', 'watch'],
    }))
    expect(new Set(granted)).toEqual(new Set(wanted))
  })

  test('in a cluster it starts with a token, as the user of the image, on the port that its Service leads to', () => {
    const env = { PORTOLAN_AUTH_TOKEN: 'f9d1c7f0a2b34c5d8e6f' }
    expect(container.env.map(({ name }: { name: string }) => name)).toEqual(Object.keys(env))
    expect(readConfig({ argv: container.args, env })).toMatchObject({
      action: 'start',
      config: { host: '0.0.0.0', port: container.ports[0].containerPort, auth: { mode: 'token' } },
    })
    const { runAsUser, runAsGroup } = named('StatefulSet').spec.template.spec.securityContext
    const dockerfile = textOf('Dockerfile')
    expect(dockerfile).toMatch(new RegExp(`^USER ${runAsUser}:${runAsGroup}$`, 'm'))
    const logs = container.volumeMounts.find(({ name }: { name: string }) => name === 'log').mountPath
    expect(dockerfile).toMatch(new RegExp(`PORTOLAN_DATA_DIR=${logs}$`, 'm'))
    expect(container.image).toBe(`REGISTRY/portolan:${VERSION}`)
    expect(named('Service').spec.ports[0].targetPort).toBe(container.ports[0].name)
  })

  test('there is room for the log and the two copies that are kept of it', () => {
    const invocation = readConfig({ argv: container.args, env: { PORTOLAN_AUTH_TOKEN: 'f9d1c7f0a2b34c5d8e6f' } })
    if (invocation.action !== 'start') throw new Error(`Expected a start, found ${invocation.action}.`)
    const { storage } = named('StatefulSet').spec.volumeClaimTemplates[0].spec.resources.requests
    expect(storage).toMatch(/^\d+Gi$/)
    expect(Number.parseInt(storage, 10) * 1024 ** 3).toBeGreaterThanOrEqual(3 * invocation.config.maxBytes)
  })

  test('its service account has the ClusterRole, and every object finds the ones it names', () => {
    const { template, selector, serviceName } = named('StatefulSet').spec
    const { roleRef, subjects } = named('ClusterRoleBinding')
    expect(roleRef.name).toBe(clusterRole.metadata.name)
    const { name, namespace } = named('ServiceAccount').metadata
    expect(subjects).toEqual([{ kind: 'ServiceAccount', name, namespace }])
    expect(template.spec.serviceAccountName).toBe(name)
    expect(selector.matchLabels).toEqual(template.metadata.labels)
    expect(named('Service').spec.selector).toEqual(template.metadata.labels)
    expect(serviceName).toBe(named('Service').metadata.name)
  })
})
