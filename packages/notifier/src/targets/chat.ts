import { cut, type MessageText } from '../message/message-templates.ts'
import type { MessageView } from '../message/message-view.ts'
import type { HttpMessage } from '../transport/http-sender.ts'
import { JSON_HEADERS, type OutgoingMessage, type TargetOf } from './target-message.ts'

/** Characters that Slack takes in a header and in a section. */
const SLACK_HEADER = 150
const SLACK_SECTION = 3000
/** Characters that Discord takes in a title and a description of an embed. */
const DISCORD_TITLE = 256
const DISCORD_DESCRIPTION = 4096
/** An Adaptive Card of Teams may have 28 KB in all. */
const TEAMS_TEXT = 10_000

/** Light theme's colour of each severity, and of what is over. */
const COLOURS: Readonly<Record<string, number>> = {
  critical: 0xb3200b,
  error: 0xb3200b,
  warning: 0xb07d00,
  info: 0x2457d6,
  resolved: 0x0f765a,
}

/** An incoming webhook of Slack, or of what is compatible with it (Mattermost, Rocket.Chat). */
export function slackMessage(target: TargetOf<'slack'>, { text, readSecret }: OutgoingMessage): HttpMessage {
  return json(readSecret(target.url), {
    text: escapeSlack(text.title),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(text.title, SLACK_HEADER) } },
      { type: 'section', text: { type: 'mrkdwn', text: cut(escapeSlack(text.body), SLACK_SECTION) } },
    ],
  })
}

/** A webhook of a Discord channel. Nobody is mentioned, whatever a name looks like. */
export function discordMessage(target: TargetOf<'discord'>, { text, view, readSecret }: OutgoingMessage): HttpMessage {
  return json(readSecret(target.url), {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cut(text.title, DISCORD_TITLE),
        description: cut(text.body, DISCORD_DESCRIPTION),
        color: colourOf(view),
        ...(view.links.incident !== undefined && { url: view.links.incident }),
      },
    ],
  })
}

/** A workflow of Microsoft Teams that posts to a channel when a webhook request is received: an Adaptive Card. */
export function teamsMessage(target: TargetOf<'teams'>, { text, view, readSecret }: OutgoingMessage): HttpMessage {
  return json(readSecret(target.url), {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: adaptiveCard(text, view) }],
  })
}

function adaptiveCard(text: MessageText, view: MessageView): object {
  const links = Object.entries(view.links).map(([name, url]) => ({ type: 'Action.OpenUrl', title: name, url }))
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: text.title, weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'TextBlock', text: cut(text.body, TEAMS_TEXT).replaceAll('\n', '\n\n'), wrap: true },
    ],
    ...(links.length > 0 && { actions: links }),
  }
}

function colourOf(view: MessageView): number | undefined {
  return COLOURS[view.resolved ? 'resolved' : view.severity]
}

/** `<`, `>` and `&` would be links, mentions and entities. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function json(url: string, body: object): HttpMessage {
  return { url, headers: JSON_HEADERS, body: JSON.stringify(body) }
}
