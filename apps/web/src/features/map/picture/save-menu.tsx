'use client'

import { Download } from 'lucide-react'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { ICON_CONTROL } from '../../../ui/icon-button.tsx'
import { NotSaved } from '../../../ui/not-saved.tsx'
import { useSaving } from '../../../ui/use-saving.ts'
import type { Picture } from './svg-document.ts'

const FORMATS = ['svg', 'png'] as const

/** Saves what is shown as a file, in one of two formats; where it could not, the menu comes back and says why. */
export function SaveMenu({
  draw,
  namespaces,
  at,
}: {
  draw: () => Promise<Picture>
  /** Name the file. */
  namespaces: readonly string[]
  /** RFC 3339. */
  at: string
}): ReactElement {
  const t = useTranslations('map.picture')
  const id = useId()
  const { popover, onToggle, problem, save } = useSaving(async (format: (typeof FORMATS)[number]) => {
    const name = ['map', ...namespaces.slice(0, 3), at.replace(/[:.]/g, '-')].join('-')
    const { savePicture } = await import('./save-picture.ts')
    await savePicture(format, await draw(), name)
  })
  return (
    <span className="max-sm:hidden">
      <button type="button" popoverTarget={id} aria-label={t('save')} data-hint={t('save')} className={ICON_CONTROL}>
        <Download size={16} aria-hidden="true" />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        onToggle={onToggle}
        className="fixed inset-auto top-26 right-6 m-0 w-60 rounded-card border border-line bg-raised p-1.5 shadow-raised"
      >
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            onClick={() => void save(format)}
            className="flex w-full flex-col rounded-chip px-2.5 py-1.5 text-left hover:bg-hover"
          >
            <span lang="en" className="font-medium">
              {format.toUpperCase()}
            </span>
            <span className="text-12 text-text-3">{t(format)}</span>
          </button>
        ))}
        <NotSaved text={t('failed')} problem={problem} className="mt-1 border-line border-t pt-2" />
      </div>
    </span>
  )
}
