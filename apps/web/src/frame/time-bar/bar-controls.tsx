'use client'

import clsx from 'clsx'
import { ChevronLeft, ChevronRight, FastForward, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Time } from '../../ui/time.tsx'
import { Ago } from '../ago.tsx'
import { Dot, PillText, StopSign } from '../live-pill.tsx'
import type { Scrub } from './use-scrub.ts'

/** When it is, in words; a click opens the field to type another time. */
export function TimeReadout({ scrub, onChoose }: { scrub: Scrub; onChoose: () => void }): ReactElement {
  const t = useTranslations('timeBar')
  const { status, phase } = useStatus()
  const isRecorded = status?.mode === 'bundle'
  return (
    <button
      type="button"
      data-hint={t('choose')}
      data-hint-keys="time.choose"
      onClick={onChoose}
      className="inset-focus flex h-[28px] min-w-0 items-center gap-2 rounded-chip px-1.5 text-left hover:bg-hover"
    >
      {scrub.isLive ? (
        <>
          {isRecorded ? <StopSign /> : <Dot phase={phase} />}
          <span className="font-medium">{isRecorded ? t('end') : <PillText phase={phase} />}</span>
        </>
      ) : (
        <>
          <Time at={scrub.time} form="auto-ms" className="mono whitespace-nowrap font-semibold text-13" />
          <span className="truncate text-12 text-text-3 max-md:hidden">
            <Ago at={scrub.time} />
          </span>
        </>
      )}
    </button>
  )
}

interface BarControlsProperties {
  readonly isLive: boolean
  readonly play: {
    readonly isPlaying: boolean
    readonly speed: number
    readonly toggle: () => void
    readonly nextSpeed: () => void
    readonly isSkipping: boolean
    readonly toggleSkipping: () => void
  }
  readonly step: (direction: 'earlier' | 'later') => void
  readonly toMark: (direction: 'earlier' | 'later') => void
}

/** From mark to mark, from change to change, and by itself: everything a drag can do, as buttons. */
export function BarControls({ isLive, play, step, toMark }: BarControlsProperties): ReactElement {
  const t = useTranslations('timeBar')
  const off = 'disabled:opacity-35'
  return (
    <div className="flex items-center">
      <IconButton label={t('previousMark')} keys="time.previousMark" onClick={() => toMark('earlier')}>
        <SkipBack size={14} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('previousChange')} keys="time.previousChange" onClick={() => step('earlier')}>
        <ChevronLeft size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={play.isPlaying ? t('pause') : t('play')}
        disabled={isLive}
        className={off}
        onClick={play.toggle}
      >
        {play.isPlaying ? <Pause size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />}
      </IconButton>
      <IconButton
        label={t('nextChange')}
        keys="time.nextChange"
        disabled={isLive}
        className={off}
        onClick={() => step('later')}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('nextMark')}
        keys="time.nextMark"
        disabled={isLive}
        className={off}
        onClick={() => toMark('later')}
      >
        <SkipForward size={14} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('speed', { speed: play.speed })} onClick={play.nextSpeed} className="mono w-auto! px-1.5">
        ×{play.speed}
      </IconButton>
      <IconButton
        label={t('skipQuiet')}
        aria-pressed={play.isSkipping}
        onClick={play.toggleSkipping}
        className={clsx('max-sm:hidden', play.isSkipping && 'bg-hover text-accent')}
      >
        <FastForward size={14} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
