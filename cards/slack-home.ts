// What only Slack has: the App Home tab and the form of `/acr-check`.
import type { HomeView, KnownBlock, ModalView } from '@slack/types'
import { readRegistryName } from '../src/chat/request.ts'
import { form, home } from '../src/words/chat.ts'
import type { Lang } from '../src/words/text.ts'
import { escaped, slackCard } from './slack.ts'
import { helpAnswer } from './talk.ts'

/** Opens the form, from App Home. */
export const openForm = 'open-form'
/** The form's `callback_id` and fields. */
export const formId = 'ask'
const fields = { registry: 'registry', error: 'error' } as const

/** One of somebody's earlier questions; `at` in seconds since 1970. */
export type Question = { title?: string; registry?: string; at: number; url?: string }

export function slackHome(questions: readonly Question[], lang: Lang): HomeView {
  const [header, lead, ...help] = slackCard(helpAnswer('slack', lang)).blocks
  const heading: KnownBlock = {
    type: 'header',
    text: { type: 'plain_text', text: home.yours[lang], emoji: false },
  }
  return {
    type: 'home',
    blocks: [
      ...[header, lead].flatMap((block) => block ?? []),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: openForm,
            style: 'primary',
            text: { type: 'plain_text', text: home.check[lang], emoji: false },
          },
        ],
      },
      ...help,
      { type: 'divider' },
      heading,
      ...(questions.length > 0
        ? questions.map((question): KnownBlock => section(questionLine(question, lang)))
        : [section(home.none[lang])]),
    ],
  }
}

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })

/** The time in the reader's own zone, as Slack writes it. */
function questionLine({ title, registry, at, url }: Question, lang: Lang): string {
  const when = `<!date^${Math.floor(at)}^{date_short_pretty} {time}|${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC>`
  const what = escaped(title ?? home.unrecognised[lang])
  const more = [when, registry && `\`${escaped(registry)}\``, url && `<${url}|${home.open[lang]}>`]
  return `*${what}*\n${more.filter(Boolean).join(' · ')}`
}

/** @param carried comes back with what is filled in; at most 3000 characters */
export const slackForm = (lang: Lang, carried: string): ModalView => ({
  type: 'modal',
  callback_id: formId,
  private_metadata: carried,
  title: { type: 'plain_text', text: form.title[lang], emoji: false },
  submit: { type: 'plain_text', text: form.submit[lang], emoji: false },
  close: { type: 'plain_text', text: form.close[lang], emoji: false },
  blocks: [
    {
      type: 'input',
      block_id: fields.registry,
      optional: true,
      label: { type: 'plain_text', text: form.registry[lang], emoji: false },
      hint: { type: 'plain_text', text: form.registryHint[lang], emoji: false },
      element: {
        type: 'plain_text_input',
        action_id: fields.registry,
        max_length: 200,
        placeholder: { type: 'plain_text', text: 'myregistry', emoji: false },
      },
    },
    {
      type: 'input',
      block_id: fields.error,
      optional: true,
      label: { type: 'plain_text', text: form.error[lang], emoji: false },
      hint: { type: 'plain_text', text: form.errorHint[lang], emoji: false },
      element: { type: 'plain_text_input', action_id: fields.error, multiline: true, max_length: 3000 },
    },
  ],
})

type Filled = { text: string } | { errors: Record<string, string> }
type FormValues = Readonly<Record<string, Readonly<Record<string, { value?: string | null | undefined }>>>>

/** What was filled in, as the text that the same wish would be in chat; or what is wrong with it, by field. */
export function readForm(values: FormValues, lang: Lang): Filled {
  const registry = values[fields.registry]?.[fields.registry]?.value?.trim() ?? ''
  const error = values[fields.error]?.[fields.error]?.value?.trim() ?? ''
  if (registry !== '' && !readRegistryName(registry)) return { errors: { [fields.registry]: form.badRegistry[lang] } }
  if (error !== '') return { text: registry ? `${error}\n${readRegistryName(registry)?.loginServer}` : error }
  if (registry === '') return { errors: { [fields.error]: form.nothing[lang] } }
  return { text: `check ${registry}` }
}
