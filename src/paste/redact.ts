// Secrets go at the door, once, and the type says so: everything past it takes `Redacted`, so nobody forgets.
// Addresses, hosts and ids stay: they are what the diagnosis is made of.

import { literalFinder } from './literals.ts'

declare const clean: unique symbol
export type Redacted = string & { readonly [clean]: true }

/** Kinds of secret, and whether whoever pasted one should replace it now (short-lived ones expire by themselves). */
export const secretKinds = {
  'private-key': { rotate: true },
  jwt: { rotate: false },
  'bearer-token': { rotate: false },
  'refresh-token': { rotate: true },
  'basic-auth': { rotate: true },
  password: { rotate: true },
  'url-password': { rotate: true },
  'registry-password': { rotate: true },
  'docker-auth': { rotate: true },
  'sas-signature': { rotate: true },
  'connection-string': { rotate: true },
  'storage-key': { rotate: true },
  'client-secret': { rotate: true },
  'api-token': { rotate: true },
} as const
export type SecretKind = keyof typeof secretKinds
export type SecretCounts = Partial<Record<SecretKind, number>>

type Rule = {
  kind: SecretKind
  /** One of these stands in the lower-cased text, or the rule is not tried. */
  hints: readonly string[]
  /** The same for lines of a log, where a rarer literal saves time. */
  logHints?: readonly string[]
  /** This too must stand in it. */
  also?: string
  /** Group 1 is kept, group 2 is the secret, what follows is kept. */
  pattern: RegExp
  /** Words in the secret's place that are none. */
  unless?: (secret: string, before: string) => boolean
}

const secretKeys = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'haslo',
  'has\u0142o',
  'secret',
  'api_key',
  'apikey',
  'api-key',
  '_pat',
  'token',
]

const value = String.raw`("[^"\n]{0,8000}"|'[^'\n]{0,8000}'|[^\s"',;&|<>(){}\[\]]{1,8000})`
const unquoted = (secret: string) => secret.replace(/^["']|["']$/g, '')
/** `***`, `<password>`, `$SECRET`, `${{ secrets.X }}`, `%PASS%`, `[removed ...]`: a stand-in, not a secret. */
const placeholder = (secret: string) => {
  const bare = unquoted(secret)
  return bare === '' || /^(?:[*x.•●]+|\$.*|%\w+%|<.*|\{\{.*|\[removed.*|-.*)$/i.test(bare)
}
/** What error messages say right after "password:" and the like. */
const prose =
  /^(?:an?|and|are|as|auth\w*|bad|been|but|cannot|can't|could|denied|does|empty|error|expired|fail\w*|false|for|forbidden|from|has|have|if|in|incorrect|invalid|is|it|may|missing|must|no|none|not|null|of|on|or|please|provided|required|see|server|should|that|the|this|to|token|true|unable|unauthori[sz]ed|undefined|unknown|use|using|via|was|were|will|with|wrong|you\w*|jest|nie|albo|lub|czy|z|w|dla|und|ist|oder)[.:!?]?$/i
const wordsNotSecret = (secret: string) => placeholder(secret) || prose.test(unquoted(secret))
const looksRandom = (secret: string) => /\d/.test(secret) && /[a-z]/i.test(secret)

/** base64 of `user:password`. */
function isBasic(secret: string): boolean {
  try {
    const plain = atob(secret.replace(/={1,2}$/, ''))
    return plain.indexOf(':') > 0 && /^[\x20-\x7e]*$/.test(plain)
  } catch {
    return false
  }
}

const rules: readonly Rule[] = [
  {
    kind: 'registry-password',
    hints: ['"password'],
    pattern: /("name"\s{0,9}:\s{0,9}"password2?"\s{0,9},\s{0,80}"value"\s{0,9}:\s{0,9})("[^"\n]+")/gi,
    unless: placeholder,
  },
  {
    kind: 'registry-password',
    hints: ['+acr'],
    pattern: /(^|[^A-Za-z0-9+/])([A-Za-z0-9+/]{30,60}\+ACR[A-Za-z0-9+/]{4,12}={0,2})/g,
  },
  {
    kind: 'refresh-token',
    hints: ['refresh_token', 'refreshtoken', 'identitytoken'],
    pattern: new RegExp(String.raw`((?:refresh_?token|identitytoken)["']?[ \t]{0,3}[=:][ \t]{0,3})${value}`, 'gi'),
    unless: wordsNotSecret,
  },
  {
    kind: 'jwt',
    hints: ['eyj'],
    pattern:
      /(^|[^A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4}(?:\n[A-Za-z0-9_.-]{40,}(?![^\n]))*(?:(?<=[A-Za-z0-9_-]{40})\n[A-Za-z0-9_-]{3,40}(?![^\n]))?)/g,
    unless: (secret) => secret.length < 24,
  },
  {
    kind: 'bearer-token',
    hints: ['bearer'],
    pattern: /(authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?bearer[ \t]{1,3})([^\s"',;]+)/gi,
    unless: placeholder,
  },
  {
    kind: 'bearer-token',
    hints: ['bearer'],
    pattern: /(\bbearer[ \t]{1,3})([A-Za-z0-9._~+/=-]{16,})/gi,
    unless: (secret) => placeholder(secret) || !looksRandom(secret),
  },
  {
    kind: 'bearer-token',
    hints: ['access_token', 'accesstoken', 'id_token'],
    pattern: new RegExp(String.raw`((?:access_?token|id_token)["']?[ \t]{0,3}[=:][ \t]{0,3})${value}`, 'gi'),
    unless: wordsNotSecret,
  },
  {
    kind: 'basic-auth',
    hints: ['basic'],
    pattern: /(authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?basic[ \t]{1,3})([^\s"',;]+)/gi,
    unless: placeholder,
  },
  {
    kind: 'basic-auth',
    hints: ['basic '],
    pattern: /(\bbasic[ \t]{1,3})([A-Za-z0-9+/]{8,}={0,2})/gi,
    unless: (secret) => !isBasic(secret),
  },
  {
    kind: 'docker-auth',
    hints: ['auth"', "auth'", 'auth:', 'auth&', 'auth\\', 'dockerconfig'],
    pattern:
      /((?:["']auth["']|\bauth|\.?dockerconfig(?:json)?["']?)[ \t]{0,3}:[ \t]{0,3}["']?)([A-Za-z0-9+/_-]{16,}={0,2})/gi,
    unless: (secret) => !looksRandom(secret) && !isBasic(secret),
  },
  {
    kind: 'url-password',
    hints: ['://'],
    also: '@',
    pattern: /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,200}:)([^\s/@"'<>]{1,400})(?=@)/gi,
    unless: placeholder,
  },
  {
    kind: 'sas-signature',
    hints: ['sig=', 'sig%3d', 'sharedaccesssignature'],
    pattern: /((?:[?&;\s]|^|%26)sig(?:=|%3D)|sharedaccesssignature\s?)([^\s&"'<>]+)/gim,
    unless: placeholder,
  },
  {
    kind: 'connection-string',
    hints: ['accountkey', 'sharedaccesskey', 'accesskey'],
    pattern: /((?:account|sharedaccess|access)key[ \t]{0,2}=[ \t]{0,2})([^\s;"']+)/gi,
    unless: placeholder,
  },
  {
    kind: 'storage-key',
    hints: ['=='],
    pattern: /(^|[^A-Za-z0-9+/=])([A-Za-z0-9+/]{86}==)/g,
  },
  {
    kind: 'client-secret',
    hints: ['client_secret', 'clientsecret', 'client-secret'],
    pattern: new RegExp(String.raw`(client[_-]?secret["']?(?:[ \t]{0,3}[=:][ \t]{0,3}|[ \t]{1,3}))${value}`, 'gi'),
    unless: wordsNotSecret,
  },
  {
    kind: 'client-secret',
    hints: ['q~'],
    pattern: /(^|[^A-Za-z0-9_~.-])([A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{28,40})/g,
  },
  {
    kind: 'api-token',
    hints: ['ghp_', 'gho_', 'ghs_', 'github_pat_', 'glpat-', 'xoxb-', 'xoxp-', 'xapp-', 'npm_', 'dckr_pat_'],
    pattern:
      /(^|[^A-Za-z0-9_-])((?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|xapp-|npm_|dckr_pat_)[A-Za-z0-9_-]{10,})/g,
  },
  {
    kind: 'password',
    hints: ['-p ', '-p=', '-p"', "-p'"],
    pattern: new RegExp(
      String.raw`(\b(?:login|import|create|credential|connect)\b[^\n]{0,400}?\s-p(?:[ \t]{1,3}|=)?)${value}`,
      'gi',
    ),
    unless: (secret, before) => placeholder(secret) || (before.endsWith('-p') && !looksRandom(secret)),
  },
  {
    kind: 'password',
    hints: ['-password', '-passwd', '-pass', '-pwd', '-secret', '-token'],
    pattern: new RegExp(
      String.raw`(--(?:[a-z]+-){0,3}(?:password|passwd|pass|pwd|secret|token)(?:[ \t]{1,3}|=))${value}`,
      'gi',
    ),
    unless: (secret, before) => placeholder(secret) || (/\s$/.test(before) && prose.test(unquoted(secret))),
  },
  {
    kind: 'password',
    hints: secretKeys,
    logHints: [...secretKeys, 'password1', 'password2'].flatMap((key) =>
      ['=', ':', '"', "'", ' =', ' :', '&', '\\'].map((end) => key + end),
    ),
    pattern: new RegExp(
      String.raw`((?<![/\w])\w{0,40}?(?:password\d?|passwd|pwd|passphrase|has[lł]o|secret|api[_-]?key|_pat|_token|token)["']?[ \t]{0,3}(?:[=:]|:=)[ \t]{0,3})${value}`,
      'gi',
    ),
    unless: (secret, before) =>
      wordsNotSecret(secret) ||
      (/token["']?\s*[=:]+\s*$/i.test(before) && !looksRandom(secret)) ||
      (/secret["']?\s*:\s*$/i.test(before) && !looksRandom(secret)),
  },
]

const keyStart = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g
const keyEnd = /-----END [A-Z ]{0,30}PRIVATE KEY-----/
const longestKey = 12_000

/** Where the key that begins at `start` ends: at its end mark, else after the last line that can be part of it. */
function endOfKey(text: string, start: number): number {
  const ahead = text.slice(start, start + longestKey)
  const end = keyEnd.exec(ahead)
  if (end) return start + end.index + end[0].length
  const body = /^[^\n]*(?:\n[ \t>|]*[A-Za-z0-9+/=]{8,}[ \t]*(?=\n|$))*/.exec(ahead)
  return start + (body?.[0].length ?? 0)
}

const removed = (kind: SecretKind, secret: string) => `[removed ${kind}]${'\n'.repeat(secret.split('\n').length - 1)}`

function removeKeys(text: string, count: (kind: SecretKind) => void): string {
  let out = ''
  let at = 0
  for (const { index } of text.matchAll(keyStart)) {
    if (index < at) continue
    const end = endOfKey(text, index)
    count('private-key')
    out += text.slice(at, index) + removed('private-key', text.slice(index, end))
    at = end
  }
  return out + text.slice(at)
}

/** Adds `more` to `counts`. */
export function addCounts(counts: SecretCounts, more: SecretCounts): void {
  for (const [kind, count] of Object.entries(more) as [SecretKind, number][]) counts[kind] = (counts[kind] ?? 0) + count
}

/** UTF-8 as characters: what a literal looks like where a log's bytes are read. */
const asBytes = (literal: string) => String.fromCharCode(...new TextEncoder().encode(literal))

/** Lower-case literals, one of which stands in every line of a log that holds a secret. */
export const secretHints: readonly string[] = [
  ...new Set(['private key', ...rules.flatMap(({ hints, logHints }) => logHints ?? hints)].map(asBytes)),
]

const secretLiterals = literalFinder(['private key', ...rules.flatMap(({ hints, also }) => [...hints, also ?? ''])])

/** `text` (cleaned) without its secrets, line for line, and how many of each kind were removed. */
export function redact(text: string): { text: Redacted; counts: SecretCounts } {
  const counts: SecretCounts = {}
  const count = (kind: SecretKind) => {
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  const has = secretLiterals(text)
  let out = has('private key') ? removeKeys(text, count) : text
  for (const { kind, hints, also, pattern, unless } of rules) {
    if ((also && !has(also)) || !hints.some(has)) continue
    out = out.replace(pattern, (all: string, before: string, secret: string) => {
      if (secret.includes('[removed ') || unless?.(secret, before)) return all
      count(kind)
      return before + removed(kind, secret)
    })
  }
  return { text: out as Redacted, counts }
}
