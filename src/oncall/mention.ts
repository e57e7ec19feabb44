// Whom a message calls: somebody, a group, everybody in the channel. Typed by people who set up a watch, never out of a paste.
// Kept and sent as one string, and drawn by a platform's card only where it is one of that platform's own.
import type { Text } from '../words/text.ts'
import type { Read } from './calendar.ts'

/** Somebody who was named by a mention in what people typed: the words that stand there now, and the mention they stood for. */
export type Named = { said: string; mention: string }
export type TeamsPerson = { id: string; name: string }

const here = /^@?here$/i
const everybody = /^@?(?:channel|everyone)$/i
const inSlack = /^<(?:!here|!channel|@[UW][A-Z0-9]{2,20}|!subteam\^S[A-Z0-9]{2,20})>$/
const labelled = /^(<[^<>|]{4,40})\|[^<>|]{0,80}>$/
const inTeams = /^<at id="([^"<>&\s]{3,200})">([^<>&"]{1,80})<\/at>$/
/** What Teams knows people by: its own id for this bot, Entra's object id, the name they sign in with. */
const teamsId = /^(?:29:[\w-]{10,190}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[^\s"<>&@:]{1,64}@[^\s"<>&@:]{3,120})$/i
const longestName = 80

export const isSlackMention = (mention: string): boolean => inSlack.test(mention)

export function teamsPersonOf(mention: string): TeamsPerson | undefined {
  const [, id, name] = inTeams.exec(mention) ?? []
  return id !== undefined && name !== undefined ? { id, name } : undefined
}

/** Undefined for what is no person: Teams lets bots mention nobody else. */
export function teamsMention({ id, name }: TeamsPerson): string | undefined {
  const shown = words(name.replace(/[<>&"]/g, '')).slice(0, longestName)
  return shown !== '' && teamsId.test(id) ? `<at id="${id}">${shown}</at>` : undefined
}

const howToInSlack: Text = {
  en: 'A mention is `@here`, `@channel`, or a person or group whose name Slack completes, which it does in a message to me and not behind `/acr-check`: write `mention @here`.',
  pl: 'Wzmianka to `@here`, `@channel` albo osoba lub grupa, którą podpowie Slack: podpowiada w wiadomości do mnie, ale nie po `/acr-check`. Napisz `wspomnij @here`.',
}
const howToInTeams: Text = {
  en: 'In Teams a bot can mention people only, not channels or tags: write `mention` and choose the person that Teams offers behind the `@`.',
  pl: 'W Teams bot może oznaczać tylko osoby, a nie kanały ani tagi: napisz `wspomnij` i wybierz osobę, którą Teams podpowie po `@`.',
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
  // Older clients put the name behind the id.
  const mention = typed.replace(labelled, '$1>')
  return isSlackMention(mention) ? mention : undefined
}

/** As addresses are written: `Ola Nowak <ola@contoso.com>`. */
function teamsOf(typed: string): string | undefined {
  const at = typed.lastIndexOf('<')
  return at > 0 && typed.endsWith('>')
    ? teamsMention({ name: typed.slice(0, at).replace(/^@/, ''), id: typed.slice(at + 1, -1) })
    : undefined
}
