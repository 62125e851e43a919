'use client'

import type { Alert } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Chip } from '../../ui/chip.tsx'

/** Why, how sure that is, and the object that is to blame. */
export function AlertCauseLine({ cause }: { cause: NonNullable<Alert['cause']> }): ReactElement {
  const t = useTranslations('alerts')
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="text-text-3">{t('cause')}</span>
      <ToldSentence sentence={cause.sentence} />
      <Chip tone={cause.confidence === 'proven' ? 'ready' : 'plain'}>{t(`confidence.${cause.confidence}`)}</Chip>
      {cause.object !== undefined && <ObjectLink of={cause.object} />}
    </span>
  )
}
