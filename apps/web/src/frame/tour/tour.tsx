'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { newestRolloutsQuery } from '../../api/queries.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { useStatus } from '../../live/use-live.ts'
import { changePreferences } from '../../preferences/preferences-store.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { type TourStop, tourStops } from './tour-stops.ts'

const end = () => changePreferences({ isTourOver: true })

/** What somebody who opens Portolan for the first time should know. Dismissed once, it never comes again by itself. */
export function Tour(): ReactElement | null {
  const { status } = useStatus()
  if (status?.mode === 'demo') return <DemoTour />
  if (status?.mode === 'cluster') return <FirstLook denied={countDenied(status)} watched={countWatched(status)} />
  return null
}

type Resources = { readonly resources: readonly { readonly state: string }[] }

const countDenied = ({ resources }: Resources) => resources.filter(({ state }) => state === 'denied').length
const countWatched = ({ resources }: Resources) =>
  resources.filter(({ state }) => state !== 'denied' && state !== 'absent').length

/** Four stops in the demo cluster. */
function DemoTour(): ReactElement {
  const t = useTranslations('tour')
  const router = useRouter()
  const now = useServerNow()
  const [at, setAt] = useState<number>()
  // Where the tour leads is decided when it begins: rollouts go on meanwhile.
  const [stops, setStops] = useState<readonly TourStop[]>([])
  const { data } = useQuery({ ...newestRolloutsQuery({ limit: 10 }), enabled: at === undefined })
  const begin = () => {
    const items = data?.body.items ?? []
    const chosen = tourStops({ newest: items.find(({ isOver }) => isOver) ?? items[0], now })
    setStops(chosen)
    goTo(0, chosen)
  }
  const goTo = (next: number, among: readonly TourStop[] = stops) => {
    const stop = among[next]
    if (!stop) return
    setAt(next)
    router.push(stop.href)
  }
  const stop = at === undefined ? undefined : stops[at]
  if (at === undefined || !stop) {
    return (
      <Card title={t('title')} text={t('text')}>
        <Button kind="primary" onClick={begin}>
          {t('begin')}
        </Button>
        <Button kind="quiet" onClick={end}>
          {t('notNow')}
        </Button>
      </Card>
    )
  }
  const isLast = at === stops.length - 1
  return (
    <Card title={t(`stops.${stop.id}.title`)} text={t(`stops.${stop.id}.text`)}>
      <Button kind="primary" onClick={() => (isLast ? end() : goTo(at + 1))}>
        {isLast ? t('done') : t('next')}
      </Button>
      {at > 0 && (
        <Button kind="quiet" onClick={() => goTo(at - 1)}>
          {t('back')}
        </Button>
      )}
      <span className="ml-auto text-text-3">{t('place', { at: at + 1, of: stops.length })}</span>
    </Card>
  )
}

/** A cluster of one's own: what is watched, and what may not be seen. */
function FirstLook({ denied, watched }: { denied: number; watched: number }): ReactElement {
  const t = useTranslations('tour.cluster')
  return (
    <Card title={t('title')} text={`${t('watched', { count: watched })} ${t('denied', { count: denied })}`}>
      <AppLink href="/settings/#watched" onClick={end} className={buttonClass('primary')}>
        {t('whatIsWatched')}
      </AppLink>
      <Button kind="quiet" onClick={end}>
        {t('understood')}
      </Button>
    </Card>
  )
}

/** Beside the work, never over it: nothing is blocked while it is there. */
function Card({ title, text, children }: { title: string; text: string; children: ReactNode }): ReactElement {
  const t = useTranslations('tour')
  return (
    <section
      aria-label={t('label')}
      className="fixed right-3 bottom-20 z-30 w-[min(380px,calc(100vw-24px))] rounded-card border border-line bg-raised p-4 shadow-raised max-md:bottom-32"
    >
      <div className="flex items-start gap-2">
        <div aria-live="polite" className="min-w-0 flex-1">
          <h2 className="font-medium text-14">{title}</h2>
          <p className="mt-1 text-text-2">{text}</p>
        </div>
        <IconButton label={t('dismiss')} onClick={end} className="-mt-1.5 -mr-1.5">
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-2">{children}</div>
    </section>
  )
}
