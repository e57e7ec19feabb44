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

/** What names a secret in variables, JSON, YAML, flags and prose. */
const secretWords = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passwort',
  'kennwort',
  'haslo',
  'has\u0142o',
  'secret',
  'token',
  'api_key',
  'apikey',
  'api-key',
  '_pat',
  '_pass',
  'pass:',
  'pass=',
  'pw:',
  'pw=',
  'hasla',
  'has\u0142a',
  '_key',
  '-key',
  'accesskey',
  'klucz',
  'identity_header',
  'client_assertion',
  '_auth',
]
const named = String.raw`(?:password\d?|passwd|pwd|passphrase|passwort|kennwort|has[lł][oa]|secret|api[_-]?key|_pat|_pass|access_?key|[_-]key|klucz|identity_header|client_assertion|_auth|token|(?<![a-z])pass|(?<![a-z])pw)`
const blank = String.raw`[ \t]`
/** Quoted, or up to the next blank: what a shell takes for one word. */
const word = String.raw`("(?:\\.|[^"\\\n]){0,8000}"|'[^'\n]{0,8000}'|[^\s"'][^\s]{0,8000})`
/** Quoted, or up to what ends a value in JSON, YAML, forms and lists. */
const value = String.raw`("(?:\\.|[^"\\\n]){0,8000}"|'[^'\n]{0,8000}'|[^\s"',;&|<>(){}\[\]]{1,8000})`
const unquoted = (secret: string) => secret.replace(/^["']|["'][,;)\]}]{0,3}$/g, '')
/** `***`, `<password>`, `$SECRET`, `${{ secrets.X }}`, `%PASS%`, `[removed ...]`: a stand-in, not a secret. */
const placeholder = (secret: string) => {
  const bare = unquoted(secret).replace(/[,;]$/, '')
  return (
    bare === '' ||
    /^(?:[*x.•●…]{1,80}|\$\w{1,80}|\$[{(].{0,200}|%\w{1,80}%|<[\w .:-]{0,80}>?|\{\{.{0,200}|--?[a-z-]{2,40}|\[(?:removed|redacted).{0,80})$/i.test(
      bare,
    )
  )
}
/** What stands behind "token:" and the like without being one: codes, addresses, ids, paths, plain numbers. */
const known =
  /^(?:AADSTS\d{4,7}.{0,3}|https?:\/\/.{0,4000}|\d{1,6}|\d{1,5}:\d{1,5}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?:\/|~\/|\.\/|[A-Z]:\\).{0,400})$/i
/** What error messages say right after "password:" and the like. */
const prose =
  /^(?:an?|and|are|as|auth[a-z]{0,20}|bad|been|but|cannot|can't|could|denied|does|empty|error|expired|fail[a-z]{0,10}|false|for|forbidden|from|get|has|have|if|in|incorrect|invalid|is|it|may|missing|must|no|none|not|null|of|on|or|please|post|provided|required|scope[a-z]{0,8}|see|server|should|that|the|this|to|token|true|unable|unauthori[sz]ed|undefined|unknown|use|using|via|was|were|will|with|wrong|warning!?|you[a-z]{0,4}|jest|nie|albo|lub|czy|z|w|dla|wygas[a-zł]{0,6}|b[lł][eę]dne|und|ist|oder)[.:!?,]{0,2}$/i
const notSecret = (secret: string) =>
  placeholder(secret) || known.test(unquoted(secret)) || prose.test(unquoted(secret))
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
    pattern: new RegExp(
      String.raw`((?:refresh_?token|identitytoken)["']?${blank}{0,3}[=:]${blank}{0,3})${value}`,
      'gi',
    ),
    unless: notSecret,
  },
  {
    kind: 'jwt',
    hints: ['eyj'],
    pattern:
      /(^|[^A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4}(?:\n[A-Za-z0-9_.-]{40,}(?![^\n]))*(?:(?<=[A-Za-z0-9_-]{40})\n[A-Za-z0-9_-]{3,40}(?![^\n]))?)/g,
    unless: (secret) => secret.length < 24,
  },
  {
    kind: 'basic-auth',
    hints: ['basic'],
    pattern: /(authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?basic[ \t]{1,3})([^\s"',;]+)/gi,
    unless: placeholder,
  },
  {
    kind: 'bearer-token',
    hints: ['authorization'],
    pattern:
      /(authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:(?:bearer|negotiate|ntlm|digest|token|sharedkey)[ \t]{1,3}))([^\s"',;]+)/gi,
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
    pattern: new RegExp(String.raw`((?:access_?token|id_token)["']?${blank}{0,3}[=:]${blank}{0,3})${value}`, 'gi'),
    unless: notSecret,
  },
  {
    kind: 'bearer-token',
    hints: ['cookie'],
    pattern: /(\b(?:set-)?cookie:[ \t]{0,3})([^\n]{4,4000})/gi,
  },
  {
    kind: 'basic-auth',
    hints: ['basic '],
    pattern: /(\bbasic[ \t]{1,3})([A-Za-z0-9+/]{8,}={0,2})/gi,
    unless: (secret) => !isBasic(secret),
  },
  {
    kind: 'docker-auth',
    hints: ['auth"', "auth'", 'auth:', 'auth&', 'auth\\', 'auth=', 'dockerconfig'],
    pattern:
      /((?:["']auth["']|\b_?auth|\.?dockerconfig(?:json)?["']?)[ \t]{0,3}[:=][ \t]{0,3}["']?)([A-Za-z0-9+/_-]{16,}={0,2})/gi,
    unless: (secret) => (!looksRandom(secret) && !isBasic(secret)) || secret.startsWith('/'),
  },
  {
    kind: 'private-key',
    hints: ['ls0tls1crudjti'],
    pattern: /(^|[^A-Za-z0-9+/])(LS0tLS1CRUdJTi[A-Za-z0-9+/]{20,}={0,2})/g,
  },
  {
    kind: 'url-password',
    hints: ['://'],
    also: '@',
    pattern:
      /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,200}:)([^\s/"'<>]{1,400}(?=@[a-z0-9])|[^\s@"'<>]{1,400}(?=@[a-z0-9.-]{1,253}:\d))/gi,
    unless: placeholder,
  },
  {
    kind: 'url-password',
    hints: ['@'],
    pattern:
      /((?:^|[\s"'=])[\w.+-]{1,64}:)([^\s@/"'<>:]{3,200})(?=@(?!sha256|thread\.(?:tac)?v2\b)[a-z0-9.-]{1,253}(?::\d{2,5}|[\s"'/]|$))/gim,
    unless: placeholder,
  },
  {
    kind: 'sas-signature',
    hints: ['sig=', 'sig%3d', 'sig%253d', 'x-amz-signature', 'sharedaccesssignature'],
    pattern: /((?:[?&;\s]|^|%26)sig(?:=|%3D|%253D)|X-Amz-Signature=|sharedaccesssignature\s?)([^\s&"'<>]+)/gim,
    unless: (secret) => !secret.startsWith('%') && placeholder(secret),
  },
  {
    kind: 'connection-string',
    hints: ['accountkey', 'sharedaccesskey', 'accesskey', 'access_key'],
    pattern: /((?:account|sharedaccess|access)_?key[ \t]{0,2}=[ \t]{0,2})([^\s;"']+)/gi,
    unless: placeholder,
  },
  {
    kind: 'storage-key',
    hints: ['=='],
    pattern: /(^|[^A-Za-z0-9+/=])([A-Za-z0-9+/]{86}==)/g,
  },
  {
    kind: 'storage-key',
    hints: ['jqqj99'],
    pattern: /(^|[^A-Za-z0-9+/=])([A-Za-z0-9+/]{20,80}JQQJ99[A-Za-z0-9+/=]{8,60})/g,
  },
  {
    kind: 'client-secret',
    hints: ['client_secret', 'clientsecret', 'client-secret'],
    pattern: new RegExp(
      String.raw`(client[_-]?secret["']?(?:${blank}{0,3}[=:]${blank}{0,3}|${blank}{1,3}))${value}`,
      'gi',
    ),
    unless: notSecret,
  },
  {
    kind: 'client-secret',
    hints: ['q~'],
    pattern: /(^|[^A-Za-z0-9_~.-])([A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{28,40})/g,
  },
  {
    kind: 'api-token',
    hints: [
      'ghp_',
      'gho_',
      'ghs_',
      'github_pat_',
      'glpat-',
      'xoxb-',
      'xoxp-',
      'xapp-',
      'npm_',
      'dckr_pat_',
      'hvs.',
      'aizasy',
    ],
    pattern:
      /(^|[^A-Za-z0-9_-])((?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|xapp-|npm_|dckr_pat_|hvs\.|AIzaSy)[A-Za-z0-9_-]{10,})/g,
  },
  {
    kind: 'api-token',
    hints: ['.atlasv1.'],
    pattern: /(^|[^A-Za-z0-9])([A-Za-z0-9]{10,20}\.atlasv1\.[A-Za-z0-9_-]{10,})/g,
  },
  {
    kind: 'api-token',
    hints: ['hooks.slack.com', 'webhook.office.com'],
    pattern: /(hooks\.slack\.com\/(?:services|workflows)\/|webhook\.office\.com\/)([^\s"'<>]{8,400})/gi,
    unless: placeholder,
  },
  {
    kind: 'password',
    hints: ['from-literal'],
    pattern: new RegExp(String.raw`(--from-literal(?:=|\s{1,3})["']?[\w.-]{1,80}=)${word}`, 'g'),
    unless: placeholder,
  },
  {
    kind: 'password',
    hints: [' -p', '\t-p'],
    pattern: new RegExp(
      String.raw`((?:login|acr import|az ad|acr create|\bcreds)\b[^\n]{0,400}?\s-p(?:[ \t]{1,3}|=)?)${word}`,
      'gi',
    ),
    unless: (secret, before) =>
      placeholder(secret) || /^\d{1,5}:\d/.test(secret) || (before.endsWith('-p') && !looksRandom(secret)),
  },
  {
    kind: 'password',
    hints: ['-u', '--user', '--proxy-user', 'creds'],
    pattern:
      /(\s(?:-u|-U|--user|--proxy-user|--creds|--src-creds|--dest-creds)(?:[ \t]{1,3}|=)?["']?[^\s:"']{1,100}:)([^\s"']{1,1000})/g,
    unless: (secret) => placeholder(secret) || /^\d{1,6}$/.test(secret),
  },
  {
    kind: 'password',
    hints: ['echo ', 'printf ', '<<<'],
    // Of several "<<<" in one word only the first begins it: a text of nothing else is to take no longer than others.
    pattern:
      /((?:\b(?:echo|printf)\s(?:-n\s)?["']?|<<<(?:\s{1,2}["']?|["']|(?<!<<<[^\s"'|]{0,8000}?<<<))))([^\s"'|]{4,8000})(?=["']?(?:\s{0,3}\||\s{0,3}$))/gim,
    unless: (secret) => notSecret(secret) || !looksRandom(secret),
  },
  {
    kind: 'password',
    hints: ['-pass', '-pw', '-secret', '-token', '-key'],
    pattern: new RegExp(
      String.raw`((?:^|\s)--?(?:[a-z]{1,20}-){0,3}(?:password|passwd|pass|pwd|secret|token|key)(?:[ \t]{1,3}|=))${word}`,
      'gim',
    ),
    unless: (secret, before) =>
      placeholder(secret) ||
      known.test(unquoted(secret)) ||
      secret.startsWith('id=') ||
      (/(?:pull-secret|--(?:secret|token|key))\s+$/i.test(before) && !looksRandom(secret)) ||
      /pull-secret/i.test(before) ||
      (/\s$/.test(before) && prose.test(unquoted(secret))),
  },
  {
    kind: 'password',
    hints: ['securestring', 'setx', 'pass:'],
    pattern: new RegExp(
      String.raw`((?:ConvertTo-SecureString(?:\s-String)?\s{1,3}|setx\s{1,3}\w{0,40}(?:pass|secret|token|key)\w{0,20}\s{1,3}|\bpass:))${word}`,
      'gi',
    ),
    unless: placeholder,
  },
  {
    kind: 'password',
    hints: ['"value"', 'value:', "'value'"],
    pattern: new RegExp(
      String.raw`(name["']?\s{0,3}[:=]\s{0,3}["']?[\w.-]{0,60}${named}[\w.-]{0,30}["']?\s{0,3},?\s{0,80}["']?value["']?\s{0,3}[:=]\s{0,3})${value}`,
      'gi',
    ),
    unless: placeholder,
  },
  {
    kind: 'password',
    hints: ['"value"'],
    pattern: new RegExp(
      String.raw`("value"\s{0,3}:\s{0,3})("[^"\n]{1,4000}")(?=\s{0,3},\s{0,80}"name"\s{0,3}:\s{0,3}"[\w.-]{0,60}${named})`,
      'gi',
    ),
    unless: placeholder,
  },
  {
    kind: 'password',
    hints: ['>'],
    pattern: new RegExp(String.raw`(<[\w:.-]{0,40}${named}[\w.-]{0,20}>)([^<\n]{1,2000})(?=<\/)`, 'gi'),
    unless: placeholder,
  },
  {
    kind: 'password',
    hints: secretWords,
    logHints: secretWords.flatMap((key) =>
      ['=', ':', '"', "'", ' =', ' :', '&', '\\', '1', '2'].map((end) => key + end),
    ),
    pattern: new RegExp(
      String.raw`((?<![/\w])\w{0,40}?${named}(?:-data)?["']?${blank}{0,12}(?:=>|[=:]|:=)${blank}{0,12}(?:b(?=["']))?)${word}`,
      'gim',
    ),
    unless: (secret, before) =>
      notSecret(secret) ||
      (/(?:token|secret|key|klucz|pass)["']?\s*[=:>]{1,2}\s*b?$/i.test(before) &&
        !looksRandom(secret) &&
        !/["']/.test(secret) &&
        !/=\s*b?$/.test(before)) ||
      (/(?:token|key)["']?\s*[=:>]{1,2}\s*b?$/i.test(before) && !looksRandom(secret)) ||
      /pull-?secret|volume secret|\bkind\b/i.test(before),
  },
  {
    kind: 'password',
    hints: ['password', 'passwort', 'haslo', 'has\u0142o', 'haslem', 'has\u0142em', 'hasla', 'has\u0142a', 'kennwort'],
    logHints: ['password is', 'passwort ist', 'haslo to', 'haslem '],
    pattern:
      /(\b(?:password|passwort|kennwort|has[lł]o|has[lł]em|has[lł]a)[ \t]{1,3}(?:is|to|jest|ist|do [a-zł]{3,20}:)?:?[ \t]{0,3}["']?)([^\s"',;]{6,200})/gi,
    unless: (secret) => notSecret(secret) || !looksRandom(secret),
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

/** One of these stands in a text before a rule is tried in it. */
export const ruleHints: readonly string[] = [
  'private key',
  ...rules.flatMap(({ hints, also }) => [...hints, also ?? '']),
]
const secretLiterals = literalFinder(ruleHints)

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
