import type { WatchedResource } from '@portolan/domain'
import { withoutOwnedFields } from '../transport/owned-fields.ts'
import type { MirroredObject } from './mirror.ts'

interface ServedList {
  readonly items?: readonly { readonly metadata: { readonly uid: string; readonly resourceVersion: string } }[]
}

/** What the server holds of one resource that a source reads of it, asked for now; `undefined` where it is not served. */
export async function servedObjects(
  url: string,
  { group, versions, resource, readsOwnedFields }: WatchedResource,
  options: { readonly namespace?: string | undefined; readonly token?: string | undefined } = {},
): Promise<ReadonlyMap<string, MirroredObject> | undefined> {
  const root = group === '' ? `/api/${versions[0]}` : `/apis/${group}/${versions[0]}`
  const scope = options.namespace === undefined ? '' : `/namespaces/${options.namespace}`
  const headers = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }
  const answer = await fetch(`${url}${root}${scope}/${resource}`, { headers })
  if (answer.status === 404) return undefined
  const body = Buffer.from(await answer.arrayBuffer())
  const { items } = JSON.parse((readsOwnedFields ? body : withoutOwnedFields(body)).toString()) as ServedList
  return new Map(
    (items ?? []).map((content) => {
      const { uid, resourceVersion } = content.metadata
      return [uid, { uid, resourceVersion, content }]
    }),
  )
}

/**
 * The first objects of which a mirror holds something else than the server; empty when both are the same.
 * What a list leaves out of its items (type, kind) is left out of both; of metadata-only kinds the version is compared.
 */
export function differences(
  served: ReadonlyMap<string, MirroredObject>,
  mirrored: ReadonlyMap<string, MirroredObject>,
  read: WatchedResource['read'],
): readonly object[] {
  const uids = new Set([...served.keys(), ...mirrored.keys()])
  const pairs = [...uids].map((uid) => {
    const [server, mirror] = [served.get(uid), mirrored.get(uid)].map((object) => comparable(object, read))
    return { uid, server, mirror }
  })
  return pairs.filter(({ server, mirror }) => server !== mirror).slice(0, 3)
}

function comparable(object: MirroredObject | undefined, read: WatchedResource['read']): string | undefined {
  if (object === undefined || read === 'metadata') return object?.resourceVersion
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object.content as Record<string, unknown>
  return JSON.stringify(rest)
}
