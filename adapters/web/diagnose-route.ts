// POST /api/diagnose. The body is read as bytes: broken UTF-8 and NULs are common in logs and must not cost the answer.
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Diagnosis } from '../../src/diagnosis.ts'
import { type Lang, langs } from '../../src/words/text.ts'
import { refuse } from './refuse.ts'

export type Diagnose = (text: string, options?: { lang?: Lang }) => Diagnosis

const maxTextBytes = 1_048_576
// JSON may write one byte as six ("\u0000"), so a permitted text can come in a body this long.
const maxBodyBytes = 6.2 * 1024 * 1024

function tooLong(c: Context) {
  return refuse(
    c,
    413,
    'too-long',
    'The text is over 1 MB: send the part around the error, or run "acr-check diagnose FILE", which takes files of any size',
  )
}

export const limitBody = bodyLimit({ maxSize: maxBodyBytes, onError: tooLong })

export const diagnoseRoute = (diagnose: Diagnose) => async (c: Context) => {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    return refuse(c, 415, 'not-json', 'Send the body as JSON, with the header "Content-Type: application/json"')

  const example = '{"text": "the error as it was printed", "lang": "en"}'
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder().decode(await c.req.arrayBuffer()))
  } catch {
    return refuse(c, 400, 'not-json', `The body is not JSON: send ${example}`)
  }
  const { text, lang } = (body ?? {}) as { text?: unknown; lang?: unknown }
  if (typeof text !== 'string')
    return refuse(c, 400, 'no-text', `"text" is ${text === undefined ? 'missing' : 'not a string'}: send ${example}`)
  if (lang !== undefined && !isLang(lang))
    return refuse(c, 400, 'unknown-lang', `"lang" must be one of ${langs.map((l) => `"${l}"`).join(', ')}, or left out`)
  if (Buffer.byteLength(text) > maxTextBytes) return tooLong(c)

  c.header('Cache-Control', 'no-store')
  return c.json(diagnose(text, lang ? { lang } : {}))
}

function isLang(value: unknown): value is Lang {
  return langs.includes(value as Lang)
}
