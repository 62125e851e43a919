'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { reachabilityQuery } from '../../../api/queries.ts'
import { codeAndDetail } from '../../../errors.ts'
import { Failed } from '../../../frame/failed.tsx'
import { useAt } from '../../../time/use-at.ts'
import { Bone } from '../../../ui/skeleton.tsx'
import { PodsForm } from './pods-form.tsx'
import { type PodsAsked, usePodsUrl } from './pods-url.ts'
import { VerdictPicture } from './verdict-picture.tsx'

const READ_AGAIN_MS = 5_000

/** Whether NetworkPolicies let one Pod, Node or address open a connection to another, and which of them decide. */
export function PodsQuestion(): ReactElement {
  const t = useTranslations('reach')
  const { draft, asked } = usePodsUrl()
  return (
    <>
      <PodsForm key={JSON.stringify(draft)} />
      {asked ? (
        <Verdict key={`verdict ${JSON.stringify(asked)}`} asked={asked} />
      ) : (
        <p className="max-w-2xl text-text-2">{t('lead')}</p>
      )}
    </>
  )
}

function Verdict({ asked }: { asked: PodsAsked }): ReactElement {
  const { text: at } = useAt()
  const { data, error, refetch } = useQuery({
    ...reachabilityQuery({ ...asked, ...(at !== undefined && { at }) }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
  })
  if (!data && error) return <Failed {...codeAndDetail(error)} heading="h2" onRetry={() => void refetch()} />
  if (!data) return <Bone className="h-6 w-80 max-w-full" />
  return <VerdictPicture reachability={data.body} />
}
