// What people typed, out of an activity: without the mention of the bot, and from the HTML beside the text where that
// holds more, as it does for blocks of code.
import type { Activity, Mention } from 'botbuilder'
import { type Named, teamsMention } from '../../src/oncall/mention.ts'

type Spoken = Pick<Activity, 'text' | 'entities' | 'recipient' | 'attachments'>

/** What is longer is read as far as that; deeper than this is no message of a person. In characters. */
const longestHtml = 600_000

const mentionsOf = ({ entities = [] }: Pick<Activity, 'entities'>) =>
  entities.filter((entity): entity is Mention => entity.type === 'mention')

export const isMentioned = (activity: Pick<Activity, 'entities' | 'recipient'>): boolean =>
  mentionsOf(activity).some(({ mentioned }) => mentioned?.id === activity.recipient?.id)

/** Whom the message names, other than us. */
export const namedIn = (activity: Pick<Activity, 'entities' | 'recipient'>): Named[] =>
  mentionsOf(activity).flatMap(({ mentioned, text }) => {
    if (!mentioned?.id || mentioned.id === activity.recipient?.id) return []
    const said = (text ?? '').replace(/<[^<>]*>/g, '')
    const mention = teamsMention({ id: mentioned.id, name: mentioned.name ?? said })
    return mention && said ? [{ said, mention }] : []
  })

let convert: ((html: string) => string) | undefined

/** Before the first activity is read: nobody who starts the server waits for it. */
export async function loadHtml(): Promise<void> {
  if (convert) return
  const { compile } = await import('html-to-text')
  // Compiled once: that takes longer than a message.
  convert = compile({
    wordwrap: false,
    limits: { maxDepth: 40, maxInputLength: longestHtml },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'codeblock', format: 'pre' },
      { selector: 'attachment', format: 'skip' },
    ],
  })
}

export function fromHtml(html: string): string {
  if (!convert) throw new Error('loadHtml comes first')
  return convert(html)
}

const words = (text: string) => text.replace(/\s+/g, '')

export function asTyped(activity: Spoken): string {
  const ours = mentionsOf(activity).flatMap(({ mentioned, text }) =>
    mentioned?.id === activity.recipient?.id && text ? [text] : [],
  )
  const name = activity.recipient?.name
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content
  const plain = ours.reduce((text, mention) => text.replaceAll(mention, ' '), activity.text ?? '')
  const typed = plain.replace(/<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi, '$1').trim()
  if (typeof html !== 'string') return typed
  const shown = fromHtml(html).trim()
  const rest = name && isMentioned(activity) && shown.startsWith(name) ? shown.slice(name.length).trim() : shown
  return words(rest).length > words(typed).length ? rest : typed
}
