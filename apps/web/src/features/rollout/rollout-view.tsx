'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { type ReactElement, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { BlindLines } from '../../cluster/blind-lines.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { Cursor, CursorContext } from '../../time/cursor.ts'
import { instantText } from '../../time/instant.ts'
import { useShownTime } from '../../time/use-shown-time.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { BeforeAndAfter } from './compare/before-and-after.tsx'
import { CompareChoice } from './compare/compare-choice.tsx'
import { LaneLegend } from './lanes/lane-legend.tsx'
import { KeyMeasures } from './measures/key-measures.tsx'
import { measuresOf } from './measures/measures.ts'
import { extentOf } from './model/extent.ts'
import type { RolloutPicture } from './model/rollout-picture.ts'
import { type Stretch, zoomed } from './model/stretch.ts'
import { OutageList } from './outage-list.tsx'
import { ChartBar } from './plot/chart-bar.tsx'
import { PlotView, PlotViewContext } from './plot/plot-view.ts'
import { RolloutChart } from './plot/rollout-chart.tsx'
import { useChartKeys } from './plot/use-chart-keys.ts'
import { RolloutHeading } from './rollout-heading.tsx'
import { ROLLOUT_VIEWS, useRolloutUrl } from './rollout-url.ts'
import { RoutesThere } from './routes-there.tsx'
import { ServiceChoice } from './service-choice.tsx'
import { FoundInSteps } from './story/found-in-steps.tsx'
import { CausesContext, useCausesByPod } from './why/causes-context.ts'
import { useCauses } from './why/use-causes.ts'
import { WhySection } from './why/why-section.tsx'

const Comparison = dynamic(() => import('./compare/comparison.tsx').then((module) => module.Comparison), { ssr: false })
const PodDrawer = dynamic(() => import('./lanes/pod-drawer.tsx').then((module) => module.PodDrawer), { ssr: false })
const RolloutTables = dynamic(() => import('./rollout-tables.tsx').then((module) => module.RolloutTables), {
  ssr: false,
})

/** The verdict, the numbers, the picture, the evidence: in this order. */
export function RolloutView({ picture }: { picture: RolloutPicture }): ReactElement {
  const t = useTranslations('rollout')
  const { rollout, impact, service } = picture
  const { view: shownAs, show, openPod, openPodOf, against } = useRolloutUrl()
  const present = useServerNow()
  const now = useShownTime() ?? present
  const chart = useChart(picture, now)
  const causes = useCauses(picture)
  const causesByPod = useCausesByPod(causes)
  const measures = useMemo(() => measuresOf(rollout, impact), [rollout, impact])
  const open = openPod === undefined ? undefined : rollout.pods.find(({ uid }) => uid === openPod)
  return (
    <div className="flex h-full">
      <div className="min-w-0 flex-1 overflow-y-auto overflow-x-hidden">
        <RolloutHeading
          rollout={rollout}
          actions={
            <>
              <BeforeAndAfter rollout={rollout} />
              <CompareChoice rollout={rollout} />
            </>
          }
        />
        <div className="flex flex-col gap-4 px-4 pb-10 sm:px-6">
          <KeyMeasures measures={measures} />
          {impact && <OutageList impact={impact} now={now} onShow={chart.show} />}
          {against !== undefined && <Comparison picture={picture} against={against} now={now} />}
          <section aria-labelledby="course">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-2">
              <h2 id="course" className="font-medium text-14">
                {t('course')}
              </h2>
              <ServiceChoice services={rollout.services} shown={service} />
              <Segmented
                label={t('shownAs')}
                segments={ROLLOUT_VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
                value={shownAs}
                onChange={show}
              />
            </div>
            {shownAs === 'table' ? (
              <RolloutTables picture={picture} />
            ) : (
              <CursorContext value={chart.cursor}>
                <PlotViewContext value={chart.view}>
                  <ChartBar
                    picture={picture}
                    end={chart.end}
                    hrefAt={chart.hrefAt}
                    onZoom={chart.zoom}
                    onFit={chart.fit}
                  />
                  <CausesContext value={causesByPod}>
                    <RolloutChart picture={picture} now={now} onGoTo={chart.goTo} />
                  </CausesContext>
                </PlotViewContext>
              </CursorContext>
            )}
            <div className="pt-2 empty:hidden">
              <BlindLines gaps={rollout.blind} />
            </div>
            {shownAs === 'chart' && (
              <p className="pt-2 text-12 text-text-3">
                <span className="pointer-coarse:hidden">{t('gestures')}</span>
                <span className="hidden pointer-coarse:inline">{t('gesturesOfTouch')}</span>
              </p>
            )}
            <LaneLegend hasOthers={picture.steps.some(({ other }) => other > 0)} isBlind={rollout.blind.length > 0} />
            {rollout.podsLeftOut > 0 && (
              <p className="pt-2 text-12 text-text-3">{t('podsLeftOut', { count: rollout.podsLeftOut })}</p>
            )}
          </section>
          <WhySection transitions={causes} />
          <FoundInSteps picture={picture} />
          <RoutesThere rollout={rollout} service={service} />
        </div>
      </div>
      {openPod !== undefined && (
        <PodDrawer
          key={openPod}
          pod={open}
          service={service}
          transitions={causesByPod.get(openPod) ?? []}
          onClose={() => openPodOf(undefined)}
        />
      )}
    </div>
  )
}

/** The stretch shown, the cursor, and everything that moves them. */
function useChart({ rollout, service, boundaries }: RolloutPicture, now: number) {
  const router = useRouter()
  const { stretch, hold } = useRolloutUrl()
  const extent = extentOf(rollout, now)
  const [cursor] = useState(() => new Cursor())
  const [view] = useState(() => new PlotView(extent, stretch))
  useEffect(() => view.grow({ from: extent.from, to: extent.to }), [view, extent.from, extent.to])
  const show = useCallback(
    (next: Stretch | undefined) => {
      view.show(next)
      hold(view.isHeld() ? view.shown() : undefined)
    },
    [view, hold],
  )
  const zoom = (factor: number) => {
    const { from, to } = view.shown()
    show(zoomed({ from, to }, factor, cursor.get() ?? (from + to) / 2))
  }
  const { namespace } = rollout.workload
  const hrefAt = (at: number) =>
    hrefWith('/map/', {
      namespace,
      ...(service !== undefined && { focus: `Service/${service}` }),
      at: instantText({ time: at }),
    })
  const goTo = (at: number) => router.push(hrefAt(Math.floor(at)))
  const fit = () => show(undefined)
  useChartKeys({ cursor, view, boundaries, onZoom: zoom, onFit: fit, onGoTo: goTo })
  return { cursor, view, show, zoom, fit, hrefAt, goTo, end: extent.to }
}
