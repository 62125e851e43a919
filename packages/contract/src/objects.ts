import { z } from 'zod'
import { RecordedChange } from './changes.ts'
import { Coverage, page, Timestamp } from './primitives.ts'

/** A projected object: the API's own spelling and nesting, without what is noise or must not be stored. */
export const ProjectedObject = z
  .looseObject({
    kind: z.string(),
    apiVersion: z.string(),
    metadata: z.looseObject({
      name: z.string(),
      namespace: z.string().optional(),
      uid: z.string(),
      creationTimestamp: z.string(),
    }),
  })
  .meta({ id: 'ProjectedObject' })
export type ProjectedObject = z.infer<typeof ProjectedObject>

/** A change in the history of one object. */
export const ObjectChange = RecordedChange.extend({
  reload: z
    .enum(['expected', 'not-expected'])
    .optional()
    .describe('Whether an ingress-nginx that uses the object reloads for it; absent for kinds it does not look at'),
}).meta({ id: 'ObjectChange' })
export type ObjectChange = z.infer<typeof ObjectChange>

export const ObjectChangesPage = page(ObjectChange).meta({ id: 'ObjectChangesPage' })
export type ObjectChangesPage = z.infer<typeof ObjectChangesPage>

export const ObjectsPage = page(ProjectedObject)
  .extend({ seq: z.int(), at: Timestamp, coverage: Coverage })
  .meta({ id: 'ObjectsPage' })
export type ObjectsPage = z.infer<typeof ObjectsPage>
