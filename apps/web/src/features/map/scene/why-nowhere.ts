import type { Card, Link, Target } from './scene.ts'

/** The target of a link that leads nowhere; `undefined` for one that leads somewhere, and for one from an entry. */
export function whyNowhere(from: Card | undefined, { rule, to }: Link): Target | undefined {
  if (from?.column !== 'routes') return undefined
  return from.rules[rule]?.targets.find((target) => target.to === to && target.why !== undefined)
}
