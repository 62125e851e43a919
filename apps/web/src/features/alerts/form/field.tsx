'use client'

import clsx from 'clsx'
import { type ComponentProps, type ReactElement, type ReactNode, useId } from 'react'

/** Classes of a text field; selects share them. */
export const FIELD =
  'h-8 min-w-0 rounded-control border border-control/60 bg-page px-2.5 text-13 placeholder:text-text-3 aria-invalid:border-critical pointer-coarse:h-11'

interface Labelled {
  readonly label: string
  /** What is expected, below the field. */
  readonly hint?: ReactNode
  /** What is wrong with it, instead of the hint. */
  readonly fault?: string | undefined
  readonly className?: string
}

function Frame({
  id,
  label,
  hint,
  fault,
  className,
  children,
}: Labelled & { id: string; children: ReactNode }): ReactElement {
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-12 text-text-2">
        {label}
      </label>
      {children}
      {(fault !== undefined || hint !== undefined) && (
        <p id={`${id}-hint`} className={clsx('text-12', fault === undefined ? 'text-text-3' : 'text-unready')}>
          {fault ?? hint}
        </p>
      )}
    </div>
  )
}

function described(id: string, { hint, fault }: Pick<Labelled, 'hint' | 'fault'>) {
  return {
    'aria-describedby': fault !== undefined || hint !== undefined ? `${id}-hint` : undefined,
    'aria-invalid': fault !== undefined || undefined,
  }
}

/** One line of text with its label, and what is wrong with it. */
export function TextField({
  label,
  hint,
  fault,
  className,
  onText,
  isMono = false,
  ...rest
}: Labelled & { onText: (text: string) => void; isMono?: boolean } & Omit<
    ComponentProps<'input'>,
    'onChange'
  >): ReactElement {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, fault, ...(className !== undefined && { className }) }}>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        {...described(id, { hint, fault })}
        onChange={(change) => onText(change.target.value)}
        className={clsx(FIELD, isMono && 'mono')}
      />
    </Frame>
  )
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  hint,
  fault,
  className,
  onText,
  ...rest
}: Labelled & { onText: (text: string) => void } & Omit<ComponentProps<'textarea'>, 'onChange'>): ReactElement {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, fault, ...(className !== undefined && { className }) }}>
      <textarea
        id={id}
        spellCheck={false}
        {...rest}
        {...described(id, { hint, fault })}
        onChange={(change) => onText(change.target.value)}
        className="mono min-w-0 rounded-control border border-control/60 bg-page px-2.5 py-1.5 text-13 aria-invalid:border-critical"
      />
    </Frame>
  )
}

/** One of a few words. */
export function SelectField<Value extends string>({
  label,
  hint,
  fault,
  className,
  options,
  value,
  onValue,
}: Labelled & {
  options: readonly { readonly value: Value; readonly label: string }[]
  value: Value
  onValue: (value: Value) => void
}): ReactElement {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, fault, ...(className !== undefined && { className }) }}>
      <select
        id={id}
        value={value}
        {...described(id, { hint, fault })}
        onChange={(change) => {
          const chosen = options.find((option) => option.value === change.target.value)
          if (chosen) onValue(chosen.value)
        }}
        className={FIELD}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** Yes or no. */
export function CheckField({
  label,
  isOn,
  onChange,
}: {
  label: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
}): ReactElement {
  return (
    <label className="flex min-h-8 items-center gap-2.5">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(change) => onChange(change.target.checked)}
        className="size-[16px] shrink-0 accent-(--accent)"
      />
      <span className="min-w-0">{label}</span>
    </label>
  )
}
