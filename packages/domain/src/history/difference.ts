/**
 * One readable difference between two projected values.
 *
 * `path` is written as people write field paths: `spec.rules[0].http.paths[1].backend.service.name`. A list whose elements
 * have a name of their own is addressed by it: `status.conditions[Ready].status`, `spec.containers[web].image`.
 * A name that would mislead is quoted: `metadata.labels["app.kubernetes.io/name"]`.
 *
 * The empty path is the whole object. `before` is absent where the field appears, `after` where it disappears.
 */
export interface Difference {
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}
