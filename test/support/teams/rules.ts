// What Teams refuses or shows wrongly in what a bot sends: sizes, cards, mentions. Numbers are the documented ones.
import type { IAdaptiveCard } from '@microsoft/teams.cards'
import { adaptiveCardProblems } from '../adaptive-card.ts'
import type { Json } from './world.ts'

export const cardType = 'application/vnd.microsoft.card.adaptive'
const mostBytes = 100 * 1024
const mostCardBytes = 28 * 1024
const mostActions = 6
const mostAudience = 60

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

/** Teams counts a payload as UTF-16. */
const bytes = (value: unknown): number => JSON.stringify(value).length * 2

export const tooBig = (activity: Json): boolean => bytes(activity) > mostBytes

/** Every object inside a value, the value first; what buttons carry is nobody's business. */
export function* objects(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const item of value) yield* objects(item)
  else if (isJson(value)) {
    yield value
    for (const [key, item] of Object.entries(value)) if (key !== 'data') yield* objects(item)
  }
}

/** Whom a message's mentions call, wherever they stand. */
export const calledIn = ({ entities, attachments }: Json): Json[] =>
  [
    ...list(entities),
    ...list(attachments).flatMap(({ content }) =>
      isJson(content) && isJson(content.msteams) ? list(content.msteams.entities) : [],
    ),
  ].flatMap(({ type, mentioned: who }) => (type === 'mention' && isJson(who) ? [who] : []))

/** Where Teams reads mentions in a card: in other elements they are words. */
const mentionTexts = ({ type, text, facts }: Json): unknown[] =>
  type === 'TextBlock' ? [text] : type === 'FactSet' ? list(facts).flatMap(({ title, value }) => [title, value]) : []

/** Behind a backslash it is words. */
const marked = /(?<!\\)<at\b[^>]*>.*?<\/at>/gs
const mentioned = (text: string): string[] => text.match(marked) ?? []

function mentionProblems(where: string, texts: string[], entities: Json[]): string[] {
  const marks = texts.flatMap(mentioned)
  const named = entities.filter(({ type }) => type === 'mention')
  return [
    ...marks
      .filter((mark) => !named.some(({ text }) => text === mark))
      .map((mark) => `${where}: no entity for ${mark}`),
    ...named
      .filter(({ text }) => !marks.includes(String(text)))
      .map(({ text }) => `${where}: a mention entity for ${String(text)}, which is not in the text`),
    ...named
      .filter(({ mentioned: who }) => !isJson(who) || !who.id)
      .map(({ text }) => `${where}: the mention ${String(text)} says not whom`),
    ...texts.filter((text) => /(?<!\\)<\/?at\b/.test(text.replaceAll(marked, ''))).map(() => `${where}: a torn <at>`),
  ]
}

/** @param where what the card is part of, for the words of the problem */
export function cardProblems(card: unknown, where: string, { extension = false } = {}): string[] {
  if (!isJson(card)) return [`${where}: no card`]
  const problems = adaptiveCardProblems(card as unknown as IAdaptiveCard).map((it) => `${where}: ${it}`)
  const [major = 0, minor = 0] = String(card.version).split('.').map(Number)
  if (!(major === 1 && minor <= 5)) problems.push(`${where}: schema version ${String(card.version)}, Teams has 1.5`)
  if (extension && bytes(card) > mostCardBytes) problems.push(`${where}: more than 28 KB`)
  const refresh = isJson(card.refresh) ? card.refresh : undefined
  if (Array.isArray(refresh?.userIds) && refresh.userIds.length > mostAudience)
    problems.push(`${where}: refresh for more than 60`)
  for (const it of objects(card)) {
    const visible = list(it.actions).filter(({ mode }) => mode !== 'secondary')
    if (visible.length > mostActions) problems.push(`${where}: ${visible.length} visible actions, Teams shows 6`)
    if (it.type === 'Action.Execute' && major === 1 && minor < 4) problems.push(`${where}: Action.Execute needs 1.4`)
    if (it.type === 'Action.OpenUrl' && !/^(https?|msteams|mailto):/.test(String(it.url)))
      problems.push(`${where}: Action.OpenUrl to ${String(it.url)}`)
    if (it.type === 'Media') problems.push(`${where}: Teams shows no Media`)
    if (it.type === 'Image' && !/^(https:|data:image\/)/.test(String(it.url)))
      problems.push(`${where}: an image without https`)
    if ('isEnabled' in it) problems.push(`${where}: Teams does not honour isEnabled`)
  }
  const { msteams, ...shown } = card
  const texts = [...objects(shown)].flatMap(mentionTexts).filter((text) => typeof text === 'string')
  return [...problems, ...mentionProblems(where, texts, list(isJson(msteams) ? msteams.entities : []))]
}

const knownAttachments = /^(application\/vnd\.microsoft\.(card\.|teams\.)|image\/|text\/html)/

export function activityProblems(activity: Json, where: string): string[] {
  if (!activity.type) return [`${where}: no type`]
  if (activity.type !== 'message') return []
  const { text, attachments, entities } = activity
  const attached = list(attachments)
  const problems = mentionProblems(where, typeof text === 'string' ? [text] : [], list(entities))
  if (!text && attached.length === 0) problems.push(`${where}: an empty message`)
  for (const { contentType, content } of attached) {
    if (!knownAttachments.test(String(contentType))) problems.push(`${where}: an attachment of ${String(contentType)}`)
    if (contentType === cardType) problems.push(...cardProblems(content, where))
  }
  return problems
}
