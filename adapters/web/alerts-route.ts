// POST /api/alerts/TOKEN: alerts from outside, for the channel whose token it is. The token is in the path because a webhook of
// Azure can send nothing else; it is never logged, and neither is what comes.
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { readAlert } from '../../src/alerts/read.ts'
import type { OnCall } from '../oncall/oncall.ts'
import { refuse } from './refuse.ts'

const maxBytes = 256 * 1024

export const limitAlert: MiddlewareHandler = bodyLimit({
  maxSize: maxBytes,
  onError: (c) => refuse(c, 413, 'too-long', 'An alert has at most 256 KB'),
})

export const alertsRoute = (oncall: Promise<OnCall> | undefined, log: (line: string) => void) => async (c: Context) => {
  const calling = await oncall?.catch(() => undefined)
  const channel = await calling?.alertChannel(c.req.param('token') ?? '')
  if (!calling || !channel)
    return refuse(
      c,
      404,
      'unknown-token',
      'No channel takes alerts here: make an address with "acr-check alerts create", or use the one that it printed',
    )
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder().decode(await c.req.arrayBuffer()))
  } catch {
    log(`alerts of token ${channel.id}: the body is not JSON`)
    return refuse(c, 400, 'not-json', 'The body is not JSON')
  }
  const read = readAlert(body)
  if (!read.ok) {
    log(`alerts of token ${channel.id}: ${read.problem}`)
    return refuse(c, 400, 'unknown-shape', read.problem)
  }
  await calling.alert(channel, read.alert)
  return c.json({ taken: read.alert.kind }, 202)
}
