import type { Rollout } from '@portolan/contract'

type Images = Rollout['revisions']['to']['images']

/** One container whose image is another one now; `from` absent where the container is new, `to` where it is gone. */
export interface ImageChange {
  readonly container: string
  /** What both images share, `registry.example.com/shop/web`; empty where they share no name. */
  readonly name: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What a rollout changed about images, in the order of the new template; empty where it changed something else. */
export function imageChanges(from: Images, to: Images): ImageChange[] {
  const containers = [...new Set([...Object.keys(to), ...Object.keys(from)])]
  return containers
    .filter((container) => from[container] !== to[container])
    .map((container) => changeOf(container, from[container], to[container]))
}

function changeOf(container: string, from: string | undefined, to: string | undefined): ImageChange {
  const [fromName, fromTag] = nameAndTag(from)
  const [toName, toTag] = nameAndTag(to)
  if (fromName !== toName) return { container, name: '', from, to }
  return { container, name: toName ?? '', from: fromTag, to: toTag }
}

/** `shop/web:v1` → `shop/web`, `v1`; a digest counts as a tag. A colon before a slash belongs to a port. */
function nameAndTag(image: string | undefined): readonly [string | undefined, string | undefined] {
  if (image === undefined) return [undefined, undefined]
  const at = image.indexOf('@')
  const colon = at === -1 ? image.lastIndexOf(':') : at
  if (colon <= image.lastIndexOf('/') && at === -1) return [image, 'latest']
  return [image.slice(0, colon), image.slice(colon + 1)]
}
