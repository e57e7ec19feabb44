// Files that the bot uploads: an address for each, the bytes, and then the sharing, as the Web API has it since files.upload is gone.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refused } from './blocks.ts'
import { channelOf, postMessage } from './chat.ts'
import { readBody, sendText } from './http.ts'
import { type Json, problem, type World } from './world.ts'

/** What the bot shared: where, and all of it. */
export type Uploaded = {
  file: string
  name: string
  channel: string
  thread?: string
  comment: string
  content: string
}
type Upload = { name: string; length: number; content?: Buffer }
export type Uploads = { pending: Map<string, Upload>; shared: Uploaded[] }

export const makeUploads = (): Uploads => ({ pending: new Map(), shared: [] })

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export const uploadMethods: { [method: string]: (world: World, args: Json) => Json } = {
  'files.getUploadURLExternal': (world, args) => {
    const name = text(args.filename)
    const length = Number(args.length)
    if (name === undefined || !(length > 0)) throw new Refused('invalid_arguments')
    const file = world.ids.id('F')
    world.uploads.pending.set(file, { name, length })
    return { ok: true, upload_url: `${world.origin}/upload/v1/${file}`, file_id: file }
  },
  'files.completeUploadExternal': (world, args) => {
    const files = Array.isArray(args.files) ? (args.files as Json[]) : []
    if (files.length === 0) throw new Refused('invalid_arguments')
    const channel = channelOf(world, args.channel_id)
    const [thread, comment = ''] = [text(args.thread_ts), text(args.initial_comment)]
    const completed = files.map(({ id, title }) => {
      const upload = world.uploads.pending.get(String(id))
      if (!upload?.content) throw new Refused('file_not_found')
      world.uploads.pending.delete(String(id))
      return { upload, content: upload.content.toString(), id: String(id), title: text(title) ?? upload.name }
    })
    const shown = completed.map(({ id, title, upload }) => ({ id, name: upload.name, title, mode: 'snippet' }))
    postMessage(world, channel, {
      text: comment,
      subtype: 'file_share',
      files: shown,
      ...(thread !== undefined && { thread_ts: thread }),
    })
    for (const { id, content, upload } of completed) {
      const place = { channel: channel.id, ...(thread !== undefined && { thread }) }
      world.uploads.shared.push({ file: id, name: upload.name, comment, content, ...place })
      const about = { type: 'file_shared', channel_id: channel.id, file_id: id, user_id: world.app.botUser }
      world.emit({ ...about, file: { id }, event_ts: world.ids.ts() }, channel)
    }
    return { ok: true, files: shown }
  },
}

/** `/upload/v1/…`: the bytes, as they are or as a form; whoever knows the address may put them there, once. */
export async function takeUpload(world: World, request: IncomingMessage, response: ServerResponse) {
  const id = (request.url ?? '').split('/').at(-1) ?? ''
  const upload = world.uploads.pending.get(id)
  if (request.method !== 'POST' || !upload || upload.content) return sendText(response, 'not found', 404)
  const body = await readBody(request)
  const type = request.headers['content-type'] ?? ''
  const form = type.startsWith('multipart/form-data')
    ? await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    : undefined
  const [part] = form ? form.values() : []
  const sent = part === undefined || typeof part === 'string' ? part : new Uint8Array(await part.arrayBuffer())
  upload.content = Buffer.from(sent ?? body)
  if (upload.content.length !== upload.length)
    problem(world, `upload of ${upload.name}: ${upload.content.length} bytes came, ${upload.length} were announced`)
  return sendText(response, `OK - ${upload.content.length}`, 200, 'text/plain')
}
