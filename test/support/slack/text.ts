// What a person typed, as Slack hands it to an app: escaped, with links and mentions marked, and the same as rich text.
import type { Json, World } from './world.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

// Slack links a bare host when its last part is a domain that exists; these are enough for pastes
const linkable =
  /(https?:\/\/[^\s<>|"'`]*[^\s<>|"'`.,:;!?)\]}])|(?<![\w.@/-])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|io|dev|cloud|eu|pl|de|uk|us|app|azure|ms|cn)(?![\w-])(?::\d+)?(?:\/[^\s<>|"'`]*[^\s<>|"'`.,:;!?)\]}])?)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|([@#])([\w-]+)/gi

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'link'; url: string; text?: string }
  | { kind: 'user'; id: string }
  | { kind: 'group'; id: string; handle: string }
  | { kind: 'channel'; id: string; name: string }
  | { kind: 'broadcast'; range: string }

const broadcasts = new Set(['here', 'channel', 'everyone'])

function called(world: World, name: string): Piece | undefined {
  if (broadcasts.has(name)) return { kind: 'broadcast', range: name }
  const id = world.names.get(name)
  if (id === undefined) return undefined
  return id.startsWith('S') ? { kind: 'group', id, handle: name } : { kind: 'user', id }
}

function linked(world: World, name: string): Piece | undefined {
  const channel = [...world.channels.values()].find((it) => it.name === name)
  return channel && { kind: 'channel', id: channel.id, name }
}

function pieces(world: World, typed: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of typed.matchAll(linkable)) {
    const [whole, url, host, mail, sign, name] = match
    const mention = name === undefined ? undefined : sign === '#' ? linked(world, name) : called(world, name)
    if (name !== undefined && mention === undefined) continue
    if (match.index > from) found.push({ kind: 'text', text: typed.slice(from, match.index) })
    from = match.index + whole.length
    if (mention !== undefined) found.push(mention)
    else if (url !== undefined) found.push({ kind: 'link', url })
    else if (host !== undefined) found.push({ kind: 'link', url: `http://${host}`, text: host })
    else if (mail !== undefined) found.push({ kind: 'link', url: `mailto:${mail}`, text: mail })
  }
  if (from < typed.length) found.push({ kind: 'text', text: typed.slice(from) })
  return found
}

function element(piece: Piece): Json {
  if (piece.kind === 'user') return { type: 'user', user_id: piece.id }
  if (piece.kind === 'group') return { type: 'usergroup', usergroup_id: piece.id }
  if (piece.kind === 'channel') return { type: 'channel', channel_id: piece.id }
  if (piece.kind === 'broadcast') return { type: 'broadcast', range: piece.range }
  if (piece.kind === 'text') return { type: 'text', text: piece.text }
  return piece.text === undefined
    ? { type: 'link', url: piece.url }
    : { type: 'link', url: piece.url, text: piece.text }
}

function marked(piece: Piece): string {
  if (piece.kind === 'user') return `<@${piece.id}>`
  if (piece.kind === 'group') return `<!subteam^${piece.id}|@${piece.handle}>`
  if (piece.kind === 'channel') return `<#${piece.id}|${piece.name}>`
  if (piece.kind === 'broadcast') return `<!${piece.range}>`
  if (piece.kind === 'text') return escaped(piece.text)
  return piece.text === undefined ? `<${escaped(piece.url)}>` : `<${escaped(piece.url)}|${escaped(piece.text)}>`
}

/** `@acr-check`, `@here`, `@name` of a person or group here and `#name` of a channel become mentions; fences become preformatted rich text. */
export function typedText(world: World, typed: string): { text: string; blocks: Json[] } {
  const elements: Json[] = []
  let text = ''
  for (const [i, part] of typed.split('```').entries()) {
    const fenced = i % 2 === 1
    const found = pieces(world, part)
    const written = found.map(marked).join('')
    text += fenced ? `\`\`\`${written}\`\`\`` : written
    if (found.length === 0) continue
    const inner = found.map(element)
    elements.push({ type: fenced ? 'rich_text_preformatted' : 'rich_text_section', elements: inner })
  }
  return { text, blocks: text === '' ? [] : [{ type: 'rich_text', block_id: world.ids.hex().slice(3, 8), elements }] }
}

/** Of a slash command that asks for it (`should_escape`): links, people, groups and channels are marked, with their names. */
export function commandText(world: World, typed: string): string {
  const label = (piece: Piece): string => {
    if (piece.kind === 'user') return `<@${piece.id}|${world.people.get(piece.id)?.name ?? ''}>`
    return marked(piece)
  }
  return pieces(world, typed).map(label).join('')
}
