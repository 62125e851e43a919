import { describe, expect, it, vi } from 'vitest'
import { TemplateError } from '../errors.ts'
import { notification, zeroEndpointsAlert } from '../testing/notification.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { cut, renderMessage, renderOrDefault } from './message-templates.ts'
import { messageView } from './message-view.ts'

const view = messageView(notification(), 'en', ({ text }) => text)

describe('templates', () => {
  it('the default says what, since when, why and where to look', () => {
    expect(renderMessage(DEFAULT_TEMPLATES.en, view)).toEqual({
      title: 'CRITICAL: Service pay/ledger has no ready endpoint of 4',
      body: [
        'Service pay/ledger has no ready endpoint of 4. Since 2026-11-21T14:09:01.004Z. Cause: Node n7 is not ready',
        'Incident: https://portolan.example/alerts/?id=41',
        'Cluster: harbour',
      ].join('\n'),
    })
  })

  it('the default counts the alerts of an incident and those left out', () => {
    const alerts = [{ alert: zeroEndpointsAlert() }, { alert: zeroEndpointsAlert({ subject: 'Service/pay/audit' }) }]
    const many = messageView(notification({ alerts, alertsLeftOut: 998, links: {} }), 'en', ({ text }) => text)
    const { title, body } = renderMessage(DEFAULT_TEMPLATES.en, many)
    expect(title).toBe('CRITICAL: 1000 alerts: Node n7 is not ready')
    expect(body).toContain('and 998 more')
  })

  it.each([
    ['{% for i in (1..100000000) %}{{ i }}{% endfor %}', 'memory alloc limit exceeded'],
    ['{% include "/etc/passwd" %}', 'Failed to lookup'],
    ['{% if %}', 'invalid value expression'],
  ])('%s is refused with its place: %s', (body, fault) => {
    expect(() => renderMessage({ title: '', body }, view)).toThrow(fault)
    expect(() => renderMessage({ title: '', body }, view)).toThrow(TemplateError)
  })

  it('a template of somebody has little time, which costs its form and not the message; ours has all the time it needs', () => {
    const clock = vi.spyOn(performance, 'now')
    let time = 0
    clock.mockImplementation(() => (time += 1_000))
    const slow = { title: '{{ severity }}', body: '{% for a in alerts %}{{ a.name }}{% endfor %}' }
    const told = renderOrDefault(slow, view, 'en')
    clock.mockRestore()
    expect(told.fault?.message).toContain('render limit exceeded')
    expect(told).toMatchObject(renderMessage(DEFAULT_TEMPLATES.en, view))
  })

  it('a text is cut at a whole character and says so', () => {
    expect(cut('abc', 3)).toBe('abc')
    expect(cut('abcd', 3)).toBe('ab…')
    expect(cut('a😀bc', 3)).toBe('a…')
  })
})
