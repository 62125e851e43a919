'use client'

import { X } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { declarations, declaredParameters } from '../link/declared-parameters.ts'
import { ignoredParameters } from '../link/ignored-parameters.ts'
import { IconButton } from '../ui/icon-button.tsx'

/** Parts of a screen that are still on their way may read what nobody has read yet. */
const SETTLED_MS = 1_500

/** One line for what the link says in vain: a misspelt name, a value that is none of the known ones. */
export function IgnoredLine(): ReactElement | null {
  const t = useTranslations('links')
  const shell = useTranslations('shell')
  const place = `${usePathname()}?${useSearchParams()}`
  const readers = useSyncExternalStore(declarations.subscribe, declarations.count, declarations.count)
  const [ignored, setIgnored] = useState<readonly string[]>([])
  const [dismissed, setDismissed] = useState('')

  useEffect(() => {
    const parameters = new URLSearchParams(place.slice(place.indexOf('?')))
    const look = () => ignoredParameters(parameters, declaredParameters())
    if (parameters.size === 0 || readers === 0) return setIgnored([])
    const timer = setTimeout(() => setIgnored(look()), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [place, readers])

  const text = ignored.join(' ')
  if (text === '' || text === dismissed) return null
  return (
    <div role="status" className="flex shrink-0 items-center gap-2 bg-past-band px-4 py-0.5 text-past-text sm:px-6">
      <p className="min-w-0 flex-1 truncate">
        {t.rich('ignored', {
          count: ignored.length,
          what: () => <span className="mono font-medium">{ignored.join(', ')}</span>,
        })}
      </p>
      <IconButton label={shell('close')} onClick={() => setDismissed(text)}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
