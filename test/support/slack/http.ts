// The little that is needed of HTTP: a body read whole, its arguments decoded however the client sent them, an answer.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import type { Json } from './world.ts'

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export function sendJson(response: ServerResponse, body: Json, status = 200, headers: Record<string, string> = {}) {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}

export function sendText(response: ServerResponse, text: string, status = 200, type = 'text/html') {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

const structured = ['blocks', 'view', 'metadata', 'attachments', 'files']

function parsed(value: unknown) {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    // stays a string, which the method refuses
    return value
  }
}

async function fields(body: Buffer, type: string): Promise<Json> {
  if (type.startsWith('application/json')) {
    const json = parsed(body.toString())
    return typeof json === 'object' && json !== null ? (json as Json) : {}
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    return Object.fromEntries(form)
  }
  return { ...parse(body.toString()) }
}

/** The arguments of a Web API call: form, JSON, multipart or the query; what is JSON within them is parsed. */
export async function decode(request: IncomingMessage, query: string, body: Buffer): Promise<Json> {
  const args = { ...parse(query), ...(await fields(body, request.headers['content-type'] ?? '')) }
  for (const name of structured) if (name in args) args[name] = parsed(args[name])
  return args
}

export const bearer = (request: IncomingMessage) => /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
