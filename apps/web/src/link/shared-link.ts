import { inLinkOrder } from './link-order.ts'

/**
 * A link as one hands it on: in the order of every link. With an instant it shows that instant for ever: what would follow
 * the present stands still.
 *
 * @param href of this product, absolute
 * @param at how `at` names the instant; `absolute` is what `-15m` and the like mean then
 */
export function sharedLink(href: string, pinned?: { at: string; absolute: (relative: string) => string }): string {
  const link = new URL(href)
  const parameters = link.searchParams
  if (pinned) {
    if (!parameters.has('at')) parameters.set('at', pinned.at)
    const from = parameters.get('from')
    if (from?.startsWith('-')) parameters.set('from', pinned.absolute(from))
    if (from !== null && !parameters.has('to')) parameters.set('to', pinned.absolute('-0s'))
  }
  link.search = inLinkOrder(parameters).toString()
  return link.toString()
}
