// Every error this server tells has one form, a stable code for programs and a sentence for people that says what to do.
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export function refuse(c: Context, status: ContentfulStatusCode, code: string, message: string) {
  c.header('Cache-Control', 'no-store')
  return c.json({ error: { code, message } }, status)
}
