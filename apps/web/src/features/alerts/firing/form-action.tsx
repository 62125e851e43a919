'use client'

import type { LucideIcon } from 'lucide-react'
import { type ReactElement, type RefObject, useRef, useState } from 'react'
import { ActionButton } from '../form/action-button.tsx'

/** Where the form of an action stands, and how it closes. */
export interface FormPlace {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

interface FormActionProperties {
  readonly icon: LucideIcon
  readonly label: string
  /** What finds the button again, once the list was drawn anew. */
  readonly mark: Readonly<Record<`data-${string}`, string>>
  readonly form: (place: FormPlace) => ReactElement
}

/** An action that asks for more, in a form at its button. */
export function FormAction({ icon: Icon, label, mark, form }: FormActionProperties): ReactElement {
  const anchor = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <ActionButton
        ref={anchor}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
        {...mark}
      >
        <Icon size={14} aria-hidden="true" />
        {label}
      </ActionButton>
      {isOpen && form({ anchor, onClose: () => setIsOpen(false) })}
    </>
  )
}
