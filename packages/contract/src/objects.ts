import { z } from 'zod'
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

export const ObjectsPage = page(ProjectedObject)
  .extend({ seq: z.int(), at: Timestamp, coverage: Coverage })
  .meta({ id: 'ObjectsPage' })
export type ObjectsPage = z.infer<typeof ObjectsPage>
