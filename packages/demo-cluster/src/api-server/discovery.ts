import { type ApiResource, apiVersionOf } from './api-resource.ts'

/** Source: meta/v1 APIResourceList; `undefined` when nothing is installed under the group and version. */
export function resourceList(installed: Iterable<ApiResource>, group: string, version: string): object | undefined {
  const served = [...installed].filter((resource) => resource.group === group && resource.version === version)
  if (served.length === 0) return undefined
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf({ group, version }),
    resources: served.flatMap(describedResource),
  }
}

/** Source: meta/v1 APIGroupList; the core group is not in it. */
export const groupList = (installed: Iterable<ApiResource>): object => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: groupNames(installed).map((group) => describedGroup(installed, group)),
})

/** Source: meta/v1 APIGroup; `undefined` for a group without resources. */
export function groupOf(installed: Iterable<ApiResource>, group: string): object | undefined {
  if (!groupNames(installed).includes(group)) return undefined
  return { kind: 'APIGroup', apiVersion: 'v1', ...describedGroup(installed, group) }
}

export const coreVersions = (address: string): object => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
})

/** Source: apimachinery version.Info, as `/version` answers it. */
export function versionInfo(gitVersion: string): object {
  const [, major = '1', minor = '0'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  return { major, minor, gitVersion, platform: `${process.platform}/${process.arch}` }
}

const groupNames = (installed: Iterable<ApiResource>): string[] => [
  ...new Set([...installed].map(({ group }) => group).filter((group) => group !== '')),
]

function describedGroup(installed: Iterable<ApiResource>, group: string): object {
  const served = new Set([...installed].filter((resource) => resource.group === group).map(({ version }) => version))
  const versions = [...served].sort(byPriority).map((version) => ({ groupVersion: `${group}/${version}`, version }))
  return { name: group, versions, preferredVersion: versions[0] }
}

function describedResource(resource: ApiResource): object[] {
  const { plural, kind, isNamespaced, shortNames } = resource
  const described = {
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced: isNamespaced,
    kind,
    verbs: ['get', 'list', 'watch'],
    ...(shortNames.length === 0 ? {} : { shortNames }),
  }
  const status = { name: `${plural}/status`, singularName: '', namespaced: isNamespaced, kind, verbs: ['get'] }
  return resource.hasStatus ? [described, status] : [described]
}

/** Stable before beta before alpha, newer before older. Source: apimachinery version.CompareKubeAwareVersionStrings. */
function byPriority(a: string, b: string): number {
  const [stageA, majorA, minorA] = rank(a)
  const [stageB, majorB, minorB] = rank(b)
  return stageB - stageA || majorB - majorA || minorB - minorA
}

function rank(version: string): [stage: number, major: number, minor: number] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? []
  return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major ?? 0), Number(minor ?? 0)]
}
