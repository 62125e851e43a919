'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { shiftWindow } from '../../time/time-window.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useIsWide } from '../../ui/media.ts'
import { useShortcuts } from '../shortcuts.ts'
import { ZoneButton } from '../zone-button.tsx'
import { BarControls, TimeReadout } from './bar-controls.tsx'
import { BarMenu } from './bar-menu.tsx'
import { useBarScope } from './bar-scope.ts'
import { Scrubber } from './scrubber.tsx'
import { SpanSelect } from './span-select.tsx'
import { useMarkers } from './use-markers.ts'
import { usePlay } from './use-play.ts'
import { useScrub } from './use-scrub.ts'
import { useSteps } from './use-steps.ts'

const TimeField = dynamic(() => import('../time-field.tsx').then((module) => module.TimeField), { ssr: false })

/** The one time control of every screen that shows a cluster: when it is, what happened around then, and how to get elsewhere. */
export function TimeBar(): ReactElement {
  const t = useTranslations('timeBar')
  const isWide = useIsWide()
  const { isTimeBarFolded: isFolded = !isWide } = usePreferences()
  const scope = useBarScope()
  const shown = useTimeWindow()
  const markers = useMarkers(shown, scope)
  const scrub = useScrub()
  const play = usePlay({ scrub, now: shown.now, markers })
  const { toChange, toMark } = useSteps(scope, markers)
  const [isChoosing, setIsChoosing] = useState(false)
  const fold = () => changePreferences({ isTimeBarFolded: !isFolded })
  const shift = (share: number) => shown.hold(shiftWindow(shown.window, share, shown.now))
  useShortcuts([
    { id: 'time.previousChange', run: () => void toChange('earlier') },
    { id: 'time.nextChange', run: () => void toChange('later') },
    { id: 'time.previousMark', run: () => toMark('earlier', scrub.time) },
    { id: 'time.nextMark', run: () => toMark('later', scrub.time) },
    { id: 'time.earlier', run: () => shift(-0.5) },
    { id: 'time.later', run: () => shift(0.5) },
    { id: 'time.fold', run: fold },
    { id: 'time.scrub' },
    { id: 'time.play' },
  ])
  const controls = (
    <BarControls
      isLive={scrub.isLive}
      play={play}
      step={(direction) => void toChange(direction)}
      toMark={(direction) => toMark(direction, scrub.time)}
    />
  )
  const readout = (
    <div className="flex min-w-0 items-center justify-between gap-1">
      <TimeReadout scrub={scrub} onChoose={() => setIsChoosing(true)} />
      <ZoneButton className={scrub.isLive ? '' : 'max-md:hidden'} />
    </div>
  )
  const foldButton = (
    <IconButton label={isFolded ? t('unfold') : t('fold')} keys="time.fold" onClick={fold}>
      {isFolded ? <ChevronUp size={15} aria-hidden="true" /> : <ChevronDown size={15} aria-hidden="true" />}
    </IconButton>
  )
  return (
    <section data-region="" aria-label={t('title')} className="shrink-0 border-line border-t bg-page">
      {isFolded ? (
        <div className="flex h-[28px] items-center gap-2 px-2 max-md:h-[44px]">
          {readout}
          {controls}
          <span className="ml-auto">{foldButton}</span>
        </div>
      ) : (
        <div className="flex max-md:flex-col-reverse">
          <div className="flex shrink-0 justify-between gap-x-1 border-line pr-2 pl-2 max-md:h-[44px] max-md:items-center max-md:border-t md:w-[248px] md:flex-col md:justify-center md:border-r">
            {readout}
            {controls}
            <span className="flex items-center gap-0.5 md:hidden">
              <SpanSelect shown={shown} />
              {foldButton}
            </span>
          </div>
          <Scrubber shown={shown} scrub={scrub} markers={markers} onPlay={play.toggle} />
          <div className="flex w-[136px] shrink-0 flex-col items-end justify-center gap-0.5 border-line border-l pr-2 pl-2 max-md:hidden">
            <SpanSelect shown={shown} />
            <span className="flex">
              <BarMenu window={shown.window} scope={scope} />
              {foldButton}
            </span>
          </div>
        </div>
      )}
      {isChoosing && <TimeField onClose={() => setIsChoosing(false)} />}
    </section>
  )
}
