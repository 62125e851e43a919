'use client'

import { CornerDownRight, Globe, Lock, LockKeyhole, Pin } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { SERVICE_LOOK } from '../../cluster/service-state.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { BadgeFace } from './badges/findings-badge.tsx'

const SERVICES = ['all', 'some', 'none', 'zero', 'unknown'] as const
const LINES = ['resolved', 'missing', 'unknown', 'ambiguous', 'dead'] as const
const LINE_LOOK = {
  resolved: { className: 'stroke-edge-strong', dash: undefined },
  missing: { className: 'stroke-unready', dash: '5 4' },
  unknown: { className: 'stroke-edge-strong', dash: '1.5 3.5' },
  ambiguous: { className: 'stroke-edge-strong', dash: undefined },
  dead: { className: 'stroke-unready', dash: '9 3 2 3' },
} as const

/** What every sign of the chart means. A popover of the browser's own: no script, no weight, Escape closes it. */
export function Legend(): ReactElement {
  const t = useTranslations('map.legend')
  const state = useTranslations('serviceState')
  const filter = useTranslations('map.filter')
  const id = useId()
  return (
    <>
      <button type="button" popoverTarget={id} className={`${buttonClass('quiet')} max-sm:hidden`}>
        {t('title')}
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto top-26 right-6 m-0 max-h-[calc(100dvh-8rem)] w-80 overflow-y-auto rounded-card border border-line bg-raised p-4 text-text-2 shadow-raised"
      >
        <Group title={t('services')}>
          {SERVICES.map((each) => (
            <Row key={each} sign={<Glyph {...SERVICE_LOOK[each]} size={12} />}>
              {state(each)}
            </Row>
          ))}
          <Row sign={<Glyph shape="open-triangle" tone="unready" size={12} />}>{t('missing')}</Row>
          <Row sign={<CornerDownRight size={13} />}>{t('elsewhere')}</Row>
          <Row sign={<Lock size={12} />}>{t('denied')}</Row>
          <Row sign={<Pin size={12} />}>{t('pinned')}</Row>
          <Row sign={<BadgeFace worst="error">2</BadgeFace>}>{t('findings')}</Row>
        </Group>
        <Group title={t('endpoints')}>
          <Row sign={<Glyph shape="disc" tone="ready" size={10} />}>{t('ready')}</Row>
          <Row sign={<Glyph shape="square" tone="unready" size={10} />}>{t('unready')}</Row>
          <Row sign={<Glyph shape="ring" tone="terminating" size={10} />}>{t('terminating')}</Row>
          <Row sign={<span className="mono text-12 text-unready">▲</span>}>{t('nodeUnready')}</Row>
          <Row sign={<span className="mono text-12">⊘</span>}>{t('nodeCordoned')}</Row>
          <Row sign={<span className="h-2 w-6 border border-ready bg-tint-ready" />}>{t('bar')}</Row>
        </Group>
        <Group title={t('lines')}>
          <Row sign={<Globe size={13} />}>{t('direct')}</Row>
          <Row sign={<LockKeyhole size={12} />}>{t('tls')}</Row>
          {LINES.map((each) => (
            <Row
              key={each}
              sign={
                <LineSign
                  {...LINE_LOOK[each]}
                  isDouble={each === 'ambiguous'}
                  end={each === 'missing' ? '✕' : each === 'unknown' ? '?' : ''}
                />
              }
            >
              {t(`line.${each}`)}
            </Row>
          ))}
        </Group>
        <Group title={t('marks')}>
          <Row sign={<span className="h-3.5 w-6 rounded-chip border-2 border-accent" />}>{t('fresh')}</Row>
          <Row sign={<span className="map-gone h-3.5 w-6 rounded-chip border border-control border-dashed" />}>
            {t('gone')}
          </Row>
          <Row sign={<span className="h-3.5 w-6 rounded-chip border border-control border-l-3 border-l-accent" />}>
            {t('hit')}
          </Row>
          <Row sign={<span className="h-3.5 w-6 rounded-chip border border-healthy-border bg-healthy-fill" />}>
            {t('tile')}
          </Row>
        </Group>
        <Group title={t('filter')}>
          <li className="text-12">{filter('grammar')}</li>
        </Group>
        <p className="mt-3 border-line border-t pt-3 text-12 text-text-3">{t('honest')}</p>
      </div>
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="mb-3 last:mb-0">
      <h3 className="mb-1 font-medium text-12 text-text-3">{title}</h3>
      <ul className="flex flex-col gap-0.5">{children}</ul>
    </section>
  )
}

function Row({ sign, children }: { sign: ReactNode; children: ReactNode }): ReactElement {
  return (
    <li className="flex items-center gap-3">
      <span aria-hidden="true" className="flex w-10 shrink-0 justify-center">
        {sign}
      </span>
      {children}
    </li>
  )
}

function LineSign({
  className,
  dash,
  isDouble,
  end,
}: {
  className: string
  dash: string | undefined
  isDouble: boolean
  end: string
}): ReactElement {
  return (
    <svg width="40" height="12" viewBox="0 0 40 12" aria-hidden="true">
      <path
        d={isDouble ? 'M0 4.5H28M0 8H28' : 'M0 6H28'}
        fill="none"
        strokeWidth="1.75"
        strokeDasharray={dash}
        className={className}
      />
      <text x="34" y="6" textAnchor="middle" dominantBaseline="central" className="fill-current font-semibold text-12">
        {end}
      </text>
    </svg>
  )
}
