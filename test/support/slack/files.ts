// Files that people upload: as they stand in messages and files.info, and their download, which only our token opens.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { bearer, sendText } from './http.ts'
import { type Json, type Person, putFile, type Team, type World } from './world.ts'

export type FileOptions = {
  name: string
  content?: string | Buffer
  /** A big file: this many bytes, made while they are sent */
  size?: number
  /** The size that Slack tells, when it should lie */
  claims?: number
  title?: string
  filetype?: string
  mimetype?: string
  /** A snippet, as long pastes become, or a file as it was; told from the name unless said */
  mode?: 'snippet' | 'hosted'
  /** The url is on a host that is not Slack's (`true`: this server under another name); it needs no token */
  elsewhere?: boolean | string
  /** The download redirects there (`true`: this server under another name) */
  redirect?: boolean | string
}
export type SlackFile = FileOptions & {
  id: string
  user: Person
  created: number
  deleted?: true
  shares: { public?: Shares; private?: Shares }
}
type Shares = { [channel: string]: { ts: string; thread_ts?: string; channel_name: string; team_id: string }[] }
export type Download = { file: string; host: string; token: string | undefined; status: number }

const types: { [ending: string]: [filetype: string, mimetype: string] } = {
  log: ['text', 'text/plain'],
  txt: ['text', 'text/plain'],
  json: ['javascript', 'application/json'],
  yaml: ['yaml', 'text/plain'],
  yml: ['yaml', 'text/plain'],
  sh: ['shell', 'text/x-sh'],
  png: ['png', 'image/png'],
  zip: ['zip', 'application/zip'],
  gz: ['gzip', 'application/gzip'],
}

export function makeFile(world: World, user: Person, options: FileOptions): SlackFile {
  const [filetype, mimetype] = types[options.name.split('.').at(-1) ?? ''] ?? ['text', 'text/plain']
  const file: SlackFile = {
    filetype,
    mimetype,
    mode: mimetype.startsWith('text/') ? 'snippet' : 'hosted',
    title: options.name,
    ...options,
    id: world.ids.id('F'),
    user,
    created: Math.floor(Date.now() / 1000),
    shares: {},
  }
  putFile(world, file)
  return file
}

const realSize = (file: SlackFile) => file.size ?? Buffer.byteLength(file.content ?? '')
const elsewhere = (world: World) => world.origin.replace('127.0.0.1', 'localhost')

export function fileOnWire(world: World, file: SlackFile): Json {
  const team: Team = file.user.team
  const named = encodeURIComponent(file.name.toLowerCase())
  const page = `https://${team.domain}.slack.com/files/${file.user.id}/${file.id}/${named}`
  const foreign = file.elsewhere === true ? `${elsewhere(world)}/outside/${file.id}/${named}` : file.elsewhere
  const at = `${world.origin}/files-pri/${team.id}-${file.id}`
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.filetype,
    pretty_type: file.mode === 'snippet' ? 'Plain Text' : file.filetype,
    user: file.user.id,
    user_team: team.id,
    editable: file.mode === 'snippet',
    size: file.claims ?? realSize(file),
    mode: file.mode,
    is_external: false,
    external_type: '',
    is_public: file.shares.public !== undefined,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: foreign || `${at}/${named}`,
    url_private_download: foreign || `${at}/download/${named}`,
    permalink: page,
    permalink_public: `https://slack-files.com/${team.id}-${file.id}-0`,
    is_starred: false,
    has_rich_preview: false,
    file_access: 'visible',
    ...(file.mode === 'snippet' ? { preview: String(file.content ?? '').slice(0, 200), lines: 1 } : {}),
  }
}

/** How a file of another workspace stands in an event: the app has to ask files.info for the rest. */
export function foreignFileOnWire(file: SlackFile): Json {
  return { id: file.id, mode: 'file_access', created: 0, timestamp: 0, file_access: 'check_file_info' }
}

async function sendBytes(response: ServerResponse, file: SlackFile) {
  const size = realSize(file)
  response.writeHead(200, {
    'content-type': file.mimetype ?? 'text/plain',
    'content-length': size,
    'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
  })
  if (file.content !== undefined && file.size === undefined) return response.end(file.content)
  const line = Buffer.from(`${file.content?.toString() ?? '2026-11-05T10:00:00Z INFO a line of a long log'}\n`)
  const chunk = Buffer.concat(Array.from({ length: Math.ceil(65_536 / line.length) }, () => line))
  function* chunks() {
    for (let left = size; left > 0; left -= chunk.length) yield left < chunk.length ? chunk.subarray(0, left) : chunk
  }
  try {
    return await pipeline(chunks, response)
  } catch {
    // the app had read enough
    return undefined
  }
}

/** `/files-pri/…` (the token, or a login page), `/outside/…` (another host's: anyone) and that login page. */
export async function serveFile(
  world: World,
  downloads: Download[],
  revoked: boolean,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const path = request.url ?? ''
  const outside = path.startsWith('/outside/')
  const id = /\b(F0A\w+)/.exec(path)?.[1] ?? ''
  const file = world.files.get(id)
  const token = bearer(request)
  const note = (status: number) => {
    downloads.push({ file: id, host: request.headers.host ?? '', token, status })
    if (world.keep === 'counts' && downloads.length > 100) downloads.shift()
  }
  if (!outside && (token !== world.secrets.botToken || revoked || !world.scopes.has('files:read'))) {
    note(302)
    response.writeHead(302, { location: `${world.origin}/?redir=${encodeURIComponent(path)}` })
    return response.end()
  }
  if (!file || file.deleted) {
    note(404)
    return sendText(response, '<!DOCTYPE html><title>File not found</title>', 404)
  }
  if (file.redirect && !outside) {
    note(302)
    const location = file.redirect === true ? `${elsewhere(world)}/outside/${id}/${file.name}` : file.redirect
    response.writeHead(302, { location })
    return response.end()
  }
  note(200)
  return sendBytes(response, file)
}
