// Whom a message calls: somebody, a group, everybody in the channel. Typed by people who set up a watch, never out of a paste.
// Kept and sent as one string, and drawn by a platform's card only where it is one of that platform's own.
import type { Text } from '../words/text.ts'
import type { Read } from './calendar.ts'

/** Somebody who was named by a mention in what people typed: the words that stand there now, and the mention they stood for. */
export type Named = { said: string; mention: string }
/** Somebody in Teams, or a tag of a team. */
export type TeamsCalled = { id: string; name: string; type?: 'tag' }

const here = /^@?here$/i
const everybody = /^@?(?:channel|everyone)$/i
const inSlack = /^<(?:!here|!channel|@[UW][A-Z0-9]{2,20}|!subteam\^S[A-Z0-9]{2,20})>$/
const labelled = /^(<[^<>|]{4,40})\|[^<>|]{0,80}>$/
/** As people copy them from a profile or a group. */
const slackId = /^@?(?:([UW])|(S))(?=[A-Z0-9]*\d)[A-Z0-9]{7,20}$/
const inTeams = /^<at id="(tag:)?([^"<>&\s]{3,400})">([^<>&"]{1,80})<\/at>$/
/** What Teams knows people by: its own id for this bot, Entra's object id, the name they sign in with. */
const teamsId = /^(?:29:[\w-]{10,190}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[^\s"<>&@:]{1,64}@[^\s"<>&@:]{3,120})$/i
/** Graph's own id of a tag: base64. */
const tagId = /^[A-Za-z\d+/=_-]{8,390}$/
const tagMark = 'tag:'
const longestName = 80

export const isSlackMention = (mention: string): boolean => inSlack.test(mention)

export function teamsCalledOf(mention: string): TeamsCalled | undefined {
  const [, tag, id, name] = inTeams.exec(mention) ?? []
  return id !== undefined && name !== undefined ? { id, name, ...(tag && { type: 'tag' }) } : undefined
}

/** Undefined for what is neither a person nor a tag: Teams lets bots mention nothing else. */
export function teamsMention({ id, name, type }: TeamsCalled): string | undefined {
  const shown = words(name.replace(/[<>&"]/g, '')).slice(0, longestName)
  const isKnown = type === 'tag' ? tagId.test(id) : teamsId.test(id)
  return shown !== '' && isKnown ? `<at id="${type === 'tag' ? tagMark : ''}${id}">${shown}</at>` : undefined
}

const howToInSlack: Text = {
  en: 'A mention is `@here`, `@channel`, a person or group whose name Slack completes, or their id: write `mention @here`, or `mention U0123456789`.',
  pl: 'Wzmianka to `@here`, `@channel`, osoba lub grupa, którą podpowie Slack, albo jej identyfikator: napisz `wspomnij @here` albo `wspomnij U0123456789`.',
}
const howToInTeams: Text = {
  en: 'In Teams a bot can mention people, and tags by their id, but no channels or groups: write `mention` and choose the person that Teams offers behind the `@`, or write `mention On call <tag:ID>`.',
  pl: 'W Teams bot może oznaczać osoby oraz tagi po ich identyfikatorze, ale nie kanały ani grupy: napisz `wspomnij` i wybierz osobę, którą Teams podpowie po `@`, albo napisz `wspomnij Dyżur <tag:ID>`.',
}

/** @param named who else stands in the same message */
export function readMention(platform: 'slack' | 'teams', text: string, named: readonly Named[] = []): Read<string> {
  const typed = words(text)
  const known = named.find(({ said }) => nameOf(said) === nameOf(typed))?.mention
  const mention = known ?? (platform === 'slack' ? slackOf(typed) : teamsOf(typed))
  return mention === undefined
    ? { ok: false, problem: platform === 'slack' ? howToInSlack : howToInTeams }
    : { ok: true, value: mention }
}

const words = (text: string) => text.replace(/\s+/g, ' ').trim()
const nameOf = (said: string) => words(said).replace(/^@/, '').toLowerCase()

function slackOf(typed: string): string | undefined {
  if (here.test(typed)) return '<!here>'
  if (everybody.test(typed)) return '<!channel>'
  const [id, person, group] = slackId.exec(typed) ?? []
  if (id !== undefined) return group ? `<!subteam^${bare(id)}>` : person && `<@${bare(id)}>`
  // Older clients put the name behind the id.
  const mention = typed.replace(labelled, '$1>')
  return isSlackMention(mention) ? mention : undefined
}

const bare = (id: string) => id.replace(/^@/, '')

/** As addresses are written: `Ola Nowak <ola@contoso.com>`, `On call <tag:ID>`. */
function teamsOf(typed: string): string | undefined {
  const at = typed.lastIndexOf('<')
  if (at <= 0 || !typed.endsWith('>')) return undefined
  const name = typed.slice(0, at).replace(/^@/, '')
  const id = typed.slice(at + 1, -1)
  return id.startsWith(tagMark)
    ? teamsMention({ name, id: id.slice(tagMark.length), type: 'tag' })
    : teamsMention({ name, id })
}
