// The Web API: who asks, whether they may, then the method. In the order in which Slack finds fault.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { Refused, tellRefused } from './blocks.ts'
import { chat } from './chat.ts'
import type { Failures } from './failing.ts'
import { bearer, decode, readBody, sendJson, sendText } from './http.ts'
import { reads } from './reads.ts'
import type { Tickets } from './tickets.ts'
import { uploadMethods } from './uploads.ts'
import { viewMethods } from './view-methods.ts'
import { type Call, count, type Json, type World } from './world.ts'

const kinds = { channel: 'channels', group: 'groups', im: 'im' } as const

/** The scope that a call needs; undefined: none beyond a token. */
function needed(world: World, method: string, args: Json): string | undefined {
  if (method === 'chat.getPermalink' || method === 'auth.test' || method.startsWith('views.')) return undefined
  if (method.startsWith('chat.')) return 'chat:write'
  if (method === 'users.info') return 'users:read'
  if (method === 'usergroups.users.list') return 'usergroups:read'
  if (method === 'files.info') return 'files:read'
  if (method in uploadMethods) return 'files:write'
  const kind = kinds[world.channels.get(String(args.channel))?.kind ?? 'channel']
  if (method === 'conversations.history' || method === 'conversations.replies') return `${kind}:history`
  return method === 'conversations.info' ? `${kind}:read` : undefined
}

export type Api = { serve(request: IncomingMessage, response: ServerResponse): Promise<void> }

export function makeApi(
  world: World,
  failures: Failures,
  tickets: Tickets,
  openConnection: () => string,
  heard: (call: Call) => void,
): Api {
  const methods = { ...chat, ...reads, ...uploadMethods, ...viewMethods(tickets) }

  function run(call: Call): Json {
    const { method, args, token } = call
    const { botToken, appToken } = world.secrets
    if (token === undefined || token === '') throw new Refused('not_authed')
    if (token !== botToken && token !== appToken) throw new Refused('invalid_auth')
    const revoked = token === botToken ? failures.revokedBot : failures.revokedApp
    if (revoked) throw new Refused(revoked)
    if (method === 'apps.connections.open') {
      if (token !== appToken) throw new Refused('not_allowed_token_type')
      return { ok: true, url: openConnection() }
    }
    const does = methods[method]
    if (!does && method !== 'api.test') throw new Refused('unknown_method', { req_method: method })
    if (token !== botToken && method !== 'auth.test') throw new Refused('not_allowed_token_type')
    const scope = needed(world, method, args)
    if (scope !== undefined && !world.scopes.has(scope)) {
      throw new Refused('missing_scope', { needed: scope, provided: [...world.scopes].join(',') })
    }
    return does ? does(world, args) : { ok: true, args }
  }

  return {
    async serve(request, response) {
      const [path = '', query = ''] = (request.url ?? '').split('?')
      const method = path.slice('/api/'.length)
      const { token: inBody, ...args } = await decode(request, query, await readBody(request))
      const token = bearer(request) ?? (typeof inBody === 'string' ? inBody : undefined)
      const call: Call = { method, args, token, at: performance.timeOrigin + performance.now() }
      count(world.counts.calls, method)
      if (world.keep === 'all') world.calls.push(call)
      const fails = (error: string) => {
        call.error = error
        count(world.counts.refused, error)
      }
      if (failures.slowMs > 0) await setTimeout(failures.slowMs)
      if (failures.breaks()) {
        if (failures.accepted) run(call)
        fails(`HTTP ${failures.serverStatus}`)
        heard(call)
        return sendText(response, '<!DOCTYPE html><title>Server Error</title>', failures.serverStatus)
      }
      const asked = failures.askedToWait(method)
      const wait = asked ?? failures.overLimit(method, String(args.channel))
      if (wait !== undefined) {
        if (asked === undefined) tellRefused(world, method, new Refused('ratelimited'))
        fails('ratelimited')
        heard(call)
        return sendJson(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(wait) })
      }
      const scope = needed(world, method, args)
      const headers = {
        'x-oauth-scopes': [...world.scopes].join(','),
        'x-slack-req-id': world.ids.hex(),
        ...(scope === undefined ? {} : { 'x-accepted-oauth-scopes': scope }),
      }
      const answered = () => {
        try {
          return run(call)
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          fails(error.error)
          // A token that a test revoked is no fault of the app
          if (error.error !== failures.revokedBot && error.error !== failures.revokedApp)
            tellRefused(world, method, error)
          return { ok: false, error: error.error, ...error.more }
        }
      }
      const answer = answered()
      if (failures.losesAnswer(method)) response.destroy()
      else sendJson(response, answer, 200, headers)
      heard(call)
    },
  }
}
