// Lays an answer out as Slack blocks. Whatever may come from a paste goes through `mrkdwn`, `code` or `escaped`: Slack
// knows no way to escape its formatting characters, so a word that holds one is set as code, where they mean nothing.
import type { ActionsBlock, ContextBlock, HeaderBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types'
import { isSlackMention } from '../src/oncall/mention.ts'
import type { ActionId } from './actions.ts'
import type { Answer, AnswerStep, Items, Note, Section } from './answer.ts'
import { drawFitting } from './fit.ts'
import { isTrouble, marks } from './marks.ts'
import { cutProse, runs } from './prose.ts'

/** Slack refuses a message at about 13,200 characters of blocks, however legal each of them is. */
const limits = { blocks: 50, characters: 12_000, section: 3000, header: 150, command: 2500 }

/**
 * Buttons appear only for the actions that the caller can answer.
 * @param mention whom it calls; what is none of Slack's calls nobody
 */
export function slackCard(
  answer: Answer,
  actions: readonly ActionId[] = [],
  mention?: string,
): { text: string; blocks: KnownBlock[] } {
  const called = mention !== undefined && isSlackMention(mention) ? [mention] : []
  const blocks = drawFitting(
    answer,
    (shorter) => [...sections(called), ...draw(shorter, actions)],
    (drawn) => drawn.length <= limits.blocks && JSON.stringify(drawn).length <= limits.characters,
    (command) => !command.includes('`') && escaped(command).length <= limits.command,
  )
  // Phones show the text alone.
  return { text: [...called, escaped(answer.summary)].join(' '), blocks }
}

function draw(answer: Answer, actions: readonly ActionId[]): KnownBlock[] {
  const { title, lead, rotate, cut, removed, notes = [] } = answer
  return [
    ...(title ? [header(title)] : []),
    ...(lead ? sections([mrkdwn(lead)]) : []),
    ...(rotate ? sections([`*${mrkdwn(rotate)}*`]) : []),
    ...answer.sections.flatMap(drawSection),
    ...(cut ? [context([mrkdwn(cut)])] : []),
    ...(removed ? [context([mrkdwn(removed)])] : []),
    ...(notes.length > 0 ? [context(notes.map(mrkdwn))] : []),
    ...buttons(answer, actions),
  ]
}

function drawSection(section: Section): KnownBlock[] {
  const heading = section.heading ? [`*${mrkdwn(section.heading)}*`] : []
  const more = section.more ? [context([mrkdwn(section.more)])] : []
  switch (section.kind) {
    case 'points':
      return [...sections([...heading, ...points(section.items)]), ...more]
    case 'quotes':
      return [...sections([...heading, ...section.items.map(({ label, text }) => `${label}: ${code(text)}`)]), ...more]
    case 'steps':
      return [...sections(heading), ...section.items.flatMap(drawStep), ...more]
    case 'causes':
      return [{ type: 'divider' }, ...sections(heading), ...section.items.flatMap(drawCause), ...more]
    case 'facts':
      return [...sections([...heading, ...section.items.map(drawFact)]), ...more]
    case 'links':
      return [...sections([...heading, ...links(section.items)]), ...more]
    case 'path':
      return [...sections([...heading, ...pathLines(section.items)]), ...more]
    case 'seen':
      return [...sections([...heading, ...section.items.map(drawSeen)]), ...more]
    case 'texts':
      return [...sections(heading), ...section.items.flatMap(drawText), ...more]
  }
}

const listed = (lines: readonly string[]) => (lines.length === 1 ? lines : lines.map((line) => `• ${line}`))
const points = (items: readonly string[]) => listed(items.map(mrkdwn))
const links = (items: readonly Items['links'][]) =>
  listed(items.map(({ title, url }) => `<${escaped(url)}|${escaped(title)}>`))

const drawStep = ({ text, command, notes }: AnswerStep, index: number): KnownBlock[] => [
  ...sections([`*${index + 1}.* ${mrkdwn(text)}`, ...(command ? [`\`\`\`${escaped(command)}\`\`\``] : [])]),
  ...(notes.length > 0 ? [context(notes.map(drawNote))] : []),
]

/** In as many blocks as hold it, each cut between lines. */
function drawText(whole: string): SectionBlock[] {
  const parts: string[] = ['']
  for (const line of escaped(whole.replaceAll('`', "'")).split('\n')) {
    const last = parts.at(-1) ?? ''
    if (last.length + line.length < limits.command) parts[parts.length - 1] = last === '' ? line : `${last}\n${line}`
    else parts.push(line)
  }
  return parts.map((part) => ({ type: 'section', text: text(`\`\`\`${part}\`\`\``) }))
}

const drawNote = ({ label, text }: Note) => `_${label}:_ ${mrkdwn(text)}`

const drawCause = ({ title, sure, why, notes, steps }: Items['causes']): KnownBlock[] => [
  ...sections([`*${mrkdwn(title)}* · ${sure}`, ...why.map(mrkdwn), ...notes.map(drawNote)]),
  ...steps.flatMap(drawStep),
]

/** The way in one line, which goes on in the next where it has to; under it, where it breaks. */
const pathLines = (items: readonly Items['path'][]) => [
  items.map(({ label, answer }) => `${marks[answer]} ${answer === 'no' ? `*${label}*` : label}`).join('  →  '),
  ...items
    .filter(isTrouble)
    .map(({ answer, label, says, saw }) => `${marks[answer]} *${label}* (${says}): ${mrkdwn(saw)}`),
]

const drawSeen = ({ label, answer, saw, ms }: Items['seen']) =>
  `${marks[answer]} *${label}:* ${mrkdwn(saw)}${ms === undefined ? '' : ` _${ms} ms_`}`

/** One below the other: side by side, as fields, they are too narrow for a phone. */
const drawFact = ({ label, value, said }: Items['facts']) =>
  `*${label}:* ${code(value)}${said ? ` ${mrkdwn(said)}` : ''}`

function buttons(answer: Answer, actions: readonly ActionId[]): ActionsBlock[] {
  const elements = answer.actions
    .filter(({ id }) => actions.includes(id))
    .map(({ id, label, state }) => ({
      type: 'button' as const,
      action_id: id,
      text: { type: 'plain_text' as const, text: label, emoji: false },
      value: JSON.stringify(state),
    }))
  return elements.length > 0 ? [{ type: 'actions', elements }] : []
}

function header(title: string): HeaderBlock {
  let room = limits.header
  while (escaped(cutProse(title, room)).length > limits.header) room -= 5
  return { type: 'header', text: { type: 'plain_text', text: escaped(cutProse(title, room)), emoji: false } }
}

const context = (lines: readonly string[]): ContextBlock => ({ type: 'context', elements: lines.map(text) })

/** As few sections as hold the lines; a line is never split, and none is longer than a section. */
function sections(lines: readonly string[]): SectionBlock[] {
  const full: string[] = []
  for (const line of lines) {
    const joined = full.length > 0 ? `${full.at(-1)}\n${line}` : line
    if (full.length > 0 && joined.length <= limits.section) full[full.length - 1] = joined
    else full.push(line)
  }
  return full.map((it) => ({ type: 'section', text: text(it) }))
}

/** Verbatim: Slack makes no links and mentions of its own out of bare words. */
const text = (mrkdwn: string): MrkdwnElement => ({ type: 'mrkdwn', text: mrkdwn, verbatim: true })

export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const code = (text: string) => `\`${escaped(text.replaceAll('`', "'"))}\``

const mrkdwn = (prose: string) =>
  runs(prose)
    .map((run) => (run.code ? code(run.text) : inert(run.text)))
    .join('')
    .replaceAll('``', '` `')

/** Slack reads these as formatting, or as an emoji. */
const special = /[*_~`]|:[\w+'-]+:/

const inert = (words: string) => (special.test(words) ? words.split(' ').map(inertWord).join(' ') : escaped(words))

const inertWord = (word: string) => {
  if (!special.test(word)) return escaped(word)
  const [, before = '', core = '', after = ''] = /^(\(*)(.*?)([),.;:]*)$/.exec(word) ?? []
  return before + code(core) + after
}
