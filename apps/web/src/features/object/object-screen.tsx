'use client'

import type { ReactElement } from 'react'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { AbsentObject } from './absent-object.tsx'
import { NoObjectNamed } from './no-object-named.tsx'
import { ObjectPicture } from './object-picture.tsx'
import { ObjectSkeleton } from './object-skeleton.tsx'
import { keyOf, type ObjectIdentity, useObjectUrl } from './object-url.ts'
import { UnwatchedKind } from './unwatched-kind.tsx'
import { useObject } from './use-object.ts'

/** One object of any kind, now or at the instant in the link: how it is, its place in the traffic, and what became of it. */
export function ObjectScreen(): ReactElement {
  const identity = useObjectUrl()
  useTimedTitle(identity ? `${identity.kind} ${identity.name}` : '')
  if (!identity) return <NoObjectNamed />
  return <KnownObject key={keyOf(identity)} identity={identity} />
}

function KnownObject({ identity }: { identity: ObjectIdentity }): ReactElement {
  const { object, coverage, error, isRead, retry } = useObject(identity)
  if (error) {
    const failure = codeAndDetail(error)
    if (failure.code === 'unknown-kind') return <UnwatchedKind identity={identity} />
    return <Failed {...failure} onRetry={retry} />
  }
  if (!isRead) return <ObjectSkeleton />
  if (!object) return <AbsentObject identity={identity} coverage={coverage} />
  return <ObjectPicture identity={identity} object={object} />
}
