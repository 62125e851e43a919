'use client'

import { X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ComponentProps, type ReactElement, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { urlOf } from '../../api/request.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { PickerButton } from '../../ui/picker-button.tsx'
import { TableMenu } from '../../ui/table-menu.tsx'
import { useLogUrl } from './log-url.ts'
import { saveLog } from './save-log.ts'

const KindList = dynamic(() => import('./kind-list.tsx').then(({ KindList }) => KindList), { ssr: false })

/** What the log is narrowed to, each part with the way back; and the request that gets the same as a file. */
export function LogFilterBar({ columns }: { columns: ComponentProps<typeof TableMenu>['columns'] }): ReactElement {
  const t = useTranslations('log')
  const { filter, q, range, clearName, clearRange } = useLogUrl()
  const menu = useTranslations('tableMenu')
  const command = `curl -sH 'accept: application/x-ndjson' '${location.origin}${urlOf({ path: '/changes', query: { ...filter } })}'`
  return (
    <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-3 py-1.5 sm:px-5">
      <KindFilter />
      {filter.name !== undefined && (
        <Removable label={t('removeName')} onRemove={clearName}>
          {t('onlyName')} <span className="mono">{filter.name}</span>
        </Removable>
      )}
      {range && (
        <Removable label={t('removeRange')} onRemove={clearRange}>
          <span className="mono">{range.from ?? '…'}</span> – <span className="mono">{range.to ?? '…'}</span>
        </Removable>
      )}
      <CopyButton className="ml-auto" text={command} label={t('copyAsFile')} copiedLabel={t('copied')} />
      <TableMenu
        columns={columns}
        onSave={(format) => saveLog(format, { filter, q })}
        hint={menu('log')}
        request={command}
      />
    </div>
  )
}

function KindFilter(): ReactElement {
  const t = useTranslations('log')
  const { filter, setKinds } = useLogUrl()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const kinds = filter.kind ?? []
  return (
    <>
      <PickerButton
        anchor={button}
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
        chosen={kinds}
        most={3}
        none={t('allKinds')}
      />
      {isOpen && <KindList anchor={button} chosen={kinds} onChoose={setKinds} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function Removable({
  label,
  onRemove,
  children,
}: {
  label: string
  onRemove: () => void
  children: ReactNode
}): ReactElement {
  return (
    <span className="flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-chip bg-accent-tint pr-1 pl-2 text-text-1">
      {children}
      <button
        type="button"
        aria-label={label}
        data-hint={label}
        onClick={onRemove}
        className="inset-focus inline-flex size-[24px] items-center justify-center rounded-chip text-text-2 hover:text-text-1"
      >
        <X size={13} aria-hidden="true" />
      </button>
    </span>
  )
}
