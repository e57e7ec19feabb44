// Lays an answer out as an Adaptive Card for Teams. Prose goes into text runs, which know no Markdown on any client;
// only titles and links are TextBlocks, where Markdown is on and phones show the backslashes of its escapes.
import type {
  Action as CardAction,
  CardElement,
  IAdaptiveCard,
  IRichTextBlock,
  ITextBlock,
  ITextRun,
} from '@microsoft/teams.cards'
import { type TeamsCalled, teamsCalledOf } from '../src/oncall/mention.ts'
import {
  type Action,
  type ActionId,
  caseActionIds,
  checkActionIds,
  feedbackActionIds,
  fileActionIds,
  insteadActionIds,
  lookActionIds,
  moreCaseActionIds,
  snoozeActionIds,
} from './actions.ts'
import type { Answer, AnswerStep, Items, Note, Section } from './answer.ts'
import { drawFitting } from './fit.ts'
import { isTrouble, marks } from './marks.ts'
import { runs } from './prose.ts'

/** In UTF-16: a message of a bot takes 100 KB with what is around the card, the strictest place for a card 28 KB. */
const limits = { characters: 40_000, dialog: 14_000, command: 2500 }

type How = {
  /** Which knows no `Action.Execute`. */
  dialog?: boolean
  /** Whom it calls; what is none of Teams' calls nobody. */
  mention?: string | undefined
}

/** Buttons appear only for the actions that the caller can answer. */
export const teamsCard = (
  answer: Answer,
  actions: readonly ActionId[] = [],
  { dialog = false, mention }: How = {},
): IAdaptiveCard => {
  const called = mention === undefined ? undefined : teamsCalledOf(mention)
  return drawFitting(
    answer,
    (shorter) => {
      const card = draw(shorter, actions, dialog)
      return called ? calling(called, card) : card
    },
    (card) => JSON.stringify(card).length <= (dialog ? limits.dialog : limits.characters),
    (command) => command.length <= limits.command,
  )
}

/** Teams takes a mention in a TextBlock; in a text run it is words. */
function calling(called: TeamsCalled, card: IAdaptiveCard): IAdaptiveCard {
  const text = `<at>${called.name}</at>`
  const entities = [{ type: 'mention' as const, text, mentioned: called }]
  return { ...card, msteams: { ...card.msteams, entities }, body: [textBlock(text), ...(card.body ?? [])] }
}

function draw(answer: Answer, actions: readonly ActionId[], dialog: boolean): IAdaptiveCard {
  const { title, lead, summary, rotate, cut, removed, notes = [] } = answer
  const buttons = answer.actions.filter(({ id }) => actions.includes(id))
  // In rows, because a phone squeezes what stands in one
  const groups: readonly (readonly ActionId[])[] = [
    lookActionIds,
    [...checkActionIds, ...fileActionIds],
    insteadActionIds,
    caseActionIds,
    snoozeActionIds,
    moreCaseActionIds,
    feedbackActionIds,
  ]
  const rows = groups.map((ids) => buttons.filter(({ id }) => ids.includes(id))).filter((row) => row.length > 0)
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summary,
    msteams: { width: 'full' },
    body: [
      ...(title ? [{ ...heading(title), size: 'Large' as const }] : []),
      ...(lead ? [rich(prose(lead), { spacing: 'Small' })] : []),
      ...(rotate
        ? [
            {
              type: 'Container' as const,
              style: 'attention' as const,
              items: [rich(prose(rotate, { weight: 'Bolder' }))],
            },
          ]
        : []),
      ...answer.sections.flatMap(drawSection),
      ...[cut, removed, notes.join(' ')].flatMap((line) => (line ? [small(line)] : [])),
      ...rows.map((row) => ({ type: 'ActionSet' as const, actions: row.map((action) => button(action, dialog)) })),
    ],
  }
}

function button({ id, label, state }: Action, dialog: boolean): CardAction {
  const submit = { type: 'Action.Submit' as const, title: label, data: { ...state, action: id } }
  return dialog ? submit : { ...submit, type: 'Action.Execute', verb: id, fallback: submit }
}

const drawSection = (section: Section): CardElement[] => [
  ...(section.heading
    ? [
        {
          ...heading(section.heading),
          size: 'Default' as const,
          spacing: 'Medium' as const,
          ...(section.kind === 'causes' && { separator: true }),
        },
      ]
    : []),
  ...drawItems(section),
  ...(section.more ? [small(section.more)] : []),
]

function drawItems(section: Section): CardElement[] {
  switch (section.kind) {
    case 'points':
      return section.items.map((it) =>
        rich([...(section.items.length > 1 ? [run('• ')] : []), ...prose(it)], { spacing: 'Small' }),
      )
    case 'quotes':
      return section.items.map(({ label, text }) => rich([run(`${label}: `), mono(text)], { spacing: 'Small' }))
    case 'steps':
      return section.items.flatMap(drawStep)
    case 'causes':
      return section.items.flatMap(drawCause)
    case 'facts':
      return section.items.map(({ label, value, said }) =>
        rich([run(`${label}: `, { weight: 'Bolder' }), mono(value), ...(said ? prose(` ${said}`) : [])], {
          spacing: 'None',
        }),
      )
    case 'links':
      return section.items.map(({ title, url }) => textBlock(`[${escaped(title)}](${url})`, { spacing: 'Small' }))
    case 'path':
      return section.items.map(drawStation)
    case 'seen':
      return section.items.map(drawSeen)
    case 'texts':
      return section.items.map(drawText)
  }
}

const drawStep = ({ text, command, notes }: AnswerStep, index: number): CardElement[] => [
  rich([run(`${index + 1}. `, { weight: 'Bolder' }), ...prose(text)]),
  ...(command
    ? [
        {
          type: 'CodeBlock' as const,
          codeSnippet: command,
          language: 'PlainText' as const,
          spacing: 'Small' as const,
          fallback: rich([mono(command)], { spacing: 'Small' }),
        },
      ]
    : []),
  ...notes.map(drawNote),
]

const drawText = (text: string): CardElement => ({
  type: 'CodeBlock',
  codeSnippet: text,
  language: 'PlainText',
  spacing: 'Small',
  fallback: {
    type: 'Container',
    items: text.split('\n').map((line) => rich([mono(line === '' ? ' ' : line)], { spacing: 'None' })),
  },
})

const drawNote = ({ label, text }: Note, index: number): CardElement =>
  rich(prose(`${label}: ${text}`, { isSubtle: true }), { spacing: index === 0 ? 'Small' : 'None' })

const drawCause = ({ title, sure, why, notes, steps }: Items['causes']): CardElement[] => [
  rich([run(title, { weight: 'Bolder' }), run(` · ${sure}`)]),
  ...why.map((it) => rich(prose(it), { spacing: 'None' })),
  ...notes.map(drawNote),
  ...steps.flatMap(drawStep),
]

const colours = { yes: 'Good', no: 'Attention', unknown: 'Warning', skipped: 'Default' } as const

/** One below the other, so that a phone has room for their names; the station where the way breaks says so itself. */
const drawStation = (item: Items['path'], index: number): CardElement => ({
  type: 'ColumnSet',
  spacing: index === 0 ? 'Small' : 'None',
  ...(item.answer === 'no' && { style: 'attention' as const }),
  columns: [
    {
      type: 'Column',
      width: '24px',
      items: [rich([run(marks[item.answer], { weight: 'Bolder', color: colours[item.answer] })])],
    },
    {
      type: 'Column',
      width: 'stretch',
      items: [
        rich([
          run(item.label, item.answer === 'no' ? { weight: 'Bolder' } : {}),
          ...(item.answer === 'yes' ? [] : [run(` · ${item.says}`, { isSubtle: item.answer !== 'no' })]),
        ]),
        ...(isTrouble(item) ? [rich(prose(item.saw), { spacing: 'None' })] : []),
      ],
    },
  ],
})

const drawSeen = ({ label, answer, saw, ms }: Items['seen']): CardElement =>
  rich(
    [
      run(`${marks[answer]} `, { weight: 'Bolder', color: colours[answer] }),
      run(`${label}: `, { weight: 'Bolder' }),
      ...prose(saw),
      ...(ms === undefined ? [] : [run(` · ${ms} ms`, { isSubtle: true })]),
    ],
    { spacing: 'Small' },
  )

type Look = Omit<ITextRun, 'type' | 'text'>
type Place = Pick<ITextBlock, 'spacing' | 'separator'>

/** A bare string is a run without a look of its own, and much shorter. */
const run = (text: string, look: Look = {}): ITextRun | string =>
  Object.keys(look).length > 0 ? { type: 'TextRun', text, ...look } : text
const mono = (text: string, look: Look = {}) => run(text, { ...look, fontType: 'Monospace' })
const prose = (text: string, look: Look = {}) =>
  runs(text).map((it) => (it.code ? mono(it.text, look) : run(it.text, look)))
const rich = (inlines: (ITextRun | string)[], place: Place = {}): IRichTextBlock => ({
  type: 'RichTextBlock',
  inlines,
  ...place,
})
const small = (line: string) => rich(prose(line, { isSubtle: true, size: 'Small' }), { spacing: 'Small' })

const textBlock = (text: string, more: Omit<ITextBlock, 'type' | 'text'> = {}): ITextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...more,
})
/** Screen readers find the way by headings. */
const heading = (text: string) => textBlock(escaped(text), { style: 'heading', weight: 'Bolder' })

/** An underscore inside a word means nothing to Markdown, and stays. */
const escaped = (text: string) =>
  text.replace(/[\\*`[\]<>#~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^[-+]|^\d+(?=[.)])/gu, (found) =>
    /^\d/.test(found) ? `${found}\\` : `\\${found}`,
  )
