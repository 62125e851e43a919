import type { Receiver } from '@portolan/pipeline/ports'
import type { MessageTemplate } from './message-templates.ts'

/** What receivers without a template of their own are told. Liquid; `MessageView` says what it can use. */
export const DEFAULT_TEMPLATES: Readonly<Record<Receiver['language'], MessageTemplate>> = {
  en: {
    title: `{% if resolved %}Resolved{% elsif kind == "test" %}Test{% elsif maintenance %}Maintenance{% else %}{{ severity | upcase }}{% endif %}: {% if count == 1 %}{{ alerts[0].sentence }}{% else %}{{ count }} alerts{% if cause %}: {{ cause }}{% endif %}{% endif %}`,
    body: `{% if kind == "repeat" %}Still firing since {{ incident.openedAt }}.
{% endif %}{% for alert in alerts %}{% if count > 1 %}- {% endif %}{{ alert.sentence }}.{% if alert.state == "resolved" %} Resolved at {{ alert.resolvedAt }}.{% else %} Since {{ alert.since }}.{% endif %}{% if alert.cause %} Cause: {{ alert.cause }}{% endif %}
{% endfor %}{% if leftOut > 0 %}and {{ leftOut }} more
{% endif %}{% if links.map %}Map at that instant: {{ links.map }}
{% endif %}{% if links.rollout %}Rollout: {{ links.rollout }}
{% endif %}{% if links.incident %}Incident: {{ links.incident }}
{% endif %}Cluster: {{ cluster }}`,
  },
  'zh-CN': {
    title: `{% if resolved %}已恢复{% elsif kind == "test" %}测试{% elsif maintenance %}维护{% else %}{% case severity %}{% when 'critical' %}紧急{% when 'error' %}错误{% when 'warning' %}警告{% else %}提示{% endcase %}{% endif %}：{% if count == 1 %}{{ alerts[0].sentence }}{% else %}{{ count }} 条告警{% if cause %}：{{ cause }}{% endif %}{% endif %}`,
    body: `{% if kind == "repeat" %}自 {{ incident.openedAt }} 起仍在触发。
{% endif %}{% for alert in alerts %}{% if count > 1 %}- {% endif %}{{ alert.sentence }}。{% if alert.state == "resolved" %}恢复于 {{ alert.resolvedAt }}。{% else %}始于 {{ alert.since }}。{% endif %}{% if alert.cause %}原因：{{ alert.cause }}{% endif %}
{% endfor %}{% if leftOut > 0 %}另有 {{ leftOut }} 条
{% endif %}{% if links.map %}当时的流量图：{{ links.map }}
{% endif %}{% if links.rollout %}上线：{{ links.rollout }}
{% endif %}{% if links.incident %}事件：{{ links.incident }}
{% endif %}集群：{{ cluster }}`,
  },
}
