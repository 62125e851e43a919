'use client'

import clsx from 'clsx'
import { Columns3 } from 'lucide-react'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { useHiddenColumns } from './hidden-columns.ts'
import { ICON_CONTROL } from './icon-button.tsx'
import { NotSaved } from './not-saved.tsx'
import { useSaving } from './use-saving.ts'

const FORMATS = ['csv', 'json'] as const
export type TableFormat = (typeof FORMATS)[number]

/** What can be done with a table: leave columns out, take what is chosen away as a file. A popover of the browser's own. */
export function TableMenu({
  columns,
  onSave,
  hint,
  request,
  className,
}: {
  /** Those that may go; the one with the links of the rows stays. */
  columns: readonly { readonly id: string; readonly header: string }[]
  /** Rejects where nothing was saved; the menu comes back and says why. */
  onSave: (format: TableFormat) => void | Promise<void>
  /** What the file will hold. */
  hint: string
  /** The command that gets the same without this page. */
  request?: string
  className?: string
}): ReactElement {
  const t = useTranslations('tableMenu')
  const { hidden, toggle } = useHiddenColumns()
  const id = useId()
  const { popover, onToggle, problem, save } = useSaving(onSave)
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={t('title')}
        data-hint={t('title')}
        className={clsx(ICON_CONTROL, className)}
      >
        <Columns3 size={16} aria-hidden="true" />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        onToggle={onToggle}
        className="fixed inset-auto top-26 right-4 m-0 max-h-[70vh] w-64 overflow-y-auto rounded-card border border-line bg-raised p-1.5 shadow-raised"
      >
        {columns.length > 0 && (
          <fieldset className="border-line border-b pb-1.5">
            <legend className="px-2.5 py-1 text-12 text-text-3">{t('columns')}</legend>
            {columns.map(({ id: column, header }) => (
              <label key={column} className="flex h-8 items-center gap-2.5 rounded-chip px-2.5 hover:bg-hover">
                <input
                  type="checkbox"
                  checked={!hidden.has(column)}
                  onChange={() => toggle(column)}
                  className="size-3.5 accent-(--accent)"
                />
                {header}
              </label>
            ))}
          </fieldset>
        )}
        <p className="px-2.5 pt-2 pb-1 text-12 text-text-3">{hint}</p>
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            onClick={() => void save(format)}
            className="flex h-8 w-full items-center rounded-chip px-2.5 text-left hover:bg-hover"
          >
            {t(format)}
          </button>
        ))}
        <NotSaved text={t('failed')} problem={problem} className="pt-1" />
        {request !== undefined && (
          <div className="border-line border-t px-2.5 pt-2 pb-1">
            <p className="pb-1 text-12 text-text-3">{t('request')}</p>
            <code lang="en" className="mono block select-all break-all text-12 text-text-2">
              {request}
            </code>
          </div>
        )}
      </div>
    </>
  )
}
