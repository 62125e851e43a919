'use client'

import { Download } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactElement, useCallback, useContext, useState } from 'react'
import { useTranslations } from 'use-intl'
import { codeAndDetail } from '../../../errors.ts'
import { saveFile } from '../../../ui/save-file.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import { PlotViewContext } from '../plot/plot-view.ts'

const FigureExport = dynamic(() => import('./figure-export.tsx').then((module) => module.FigureExport), { ssr: false })

const FORMS = ['svg', 'png', 'json'] as const

/** The chart as a drawing or a picture, of the stretch shown; and all that is known of the rollout, as the API tells it. */
export function ExportButtons({ picture, now }: { picture: RolloutPicture; now: number }): ReactElement {
  const t = useTranslations('rollout')
  const view = useContext(PlotViewContext)
  const [drawn, setDrawn] = useState<'svg' | 'png'>()
  const { workload, requestedAt } = picture.rollout
  const name = `rollout-${workload.namespace}-${workload.name}-${requestedAt.replaceAll(':', '-')}`
  const [problem, setProblem] = useState<string>()
  const done = useCallback((error?: unknown) => {
    setDrawn(undefined)
    setProblem(error === undefined ? undefined : codeAndDetail(error).detail)
  }, [])
  const save = (form: (typeof FORMS)[number]) => {
    if (form !== 'json') return setDrawn(form)
    saveFile(`${name}.json`, new Blob([JSON.stringify(picture.rollout, null, 2)], { type: 'application/json' }))
  }
  return (
    <fieldset className="flex items-center gap-0.5 text-12">
      <legend className="sr-only">{t('save')}</legend>
      <Download size={14} aria-hidden="true" className="mr-1 text-text-3 max-sm:hidden" />
      {FORMS.map((form) => (
        <button
          key={form}
          type="button"
          aria-label={t('saveAs', { form: form.toUpperCase() })}
          onClick={() => save(form)}
          className="inset-focus h-7 rounded-chip px-2 max-sm:px-1.5 text-text-2 hover:bg-hover hover:text-text-1 pointer-coarse:h-11"
        >
          {form.toUpperCase()}
        </button>
      ))}
      {problem !== undefined && (
        <span role="alert" lang="en" className="text-unready">
          {problem}
        </span>
      )}
      {drawn && (
        <FigureExport picture={picture} stretch={view.shown()} now={now} form={drawn} name={name} onDone={done} />
      )}
    </fieldset>
  )
}
