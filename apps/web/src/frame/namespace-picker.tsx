'use client'

import { ChevronDown } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactElement, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useNamespaces } from './namespaces.ts'
import { SCREENS } from './screens.ts'

const NamespaceList = dynamic(() => import('./namespace-list.tsx').then(({ NamespaceList }) => NamespaceList), {
  ssr: false,
})

/** Which namespaces the screen is about. Absent where the screen is about the whole cluster or one object. */
export function NamespacePicker(): ReactElement | null {
  const t = useTranslations('namespaces')
  const pathname = usePathname()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [namespaces, setNamespaces] = useNamespaces()
  const isScoped = SCREENS.some(({ path, keepsNamespaces }) => keepsNamespaces && pathname.startsWith(path))
  if (!isScoped) return null
  return (
    <>
      <span aria-hidden="true" className="text-edge-strong max-sm:hidden">
        /
      </span>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex h-8 min-w-0 max-w-64 items-center gap-1.5 rounded-control px-2 transition-colors hover:bg-hover aria-expanded:bg-hover pointer-coarse:h-11"
      >
        <span className="truncate">
          {namespaces.length === 0 ? t('all') : namespaces.slice(0, 2).join(', ')}
          {namespaces.length > 2 && <span className="text-text-3"> +{namespaces.length - 2}</span>}
        </span>
        <ChevronDown size={14} aria-hidden="true" className="shrink-0 text-text-3" />
      </button>
      {isOpen && (
        <NamespaceList anchor={button} chosen={namespaces} onChoose={setNamespaces} onClose={() => setIsOpen(false)} />
      )}
    </>
  )
}
