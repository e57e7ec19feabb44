// Undoes what terminals, chats, browsers and loggers do to text on its way here, so that an error reads the same
// wherever it was copied. Never joins or splits lines: line numbers stay those of the paste as it arrived.

const ansi = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g
/** Colours whose escape character was lost in copying. */
const ansiRemains = /(?<!\w)\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m(?!\w*\])|\[(?:0|\d{1,3}(?:;\d{1,3}){1,4})?m(?!\w*\])/g
const controls =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' }
const entity = /&(?:(lt|gt|quot|apos|nbsp|amp)|#(\d{1,5})|#x([0-9a-f]{1,4}));/gi
const markdownLink = /\[([^\][\n]{1,300})\]\((?:<)?(https?:\/\/[^\s()<>]{1,600})(?:>)?\)/g
const chatLink = /<((?:https?|docker|ssh|mailto):[^\s<>|]{1,600})(?:\|([^<>\n]{1,600}))?>/g
const escapedUnicode = /\\{1,4}u00([2-7][0-9a-f])/gi
const escapedQuote = /\\{1,4}(["'/])/g
const escapedBreak = /\\{1,2}r\\{1,2}n|\\{1,2}[nrt](?![a-z0-9_]*\\)/g

function unescapeEntity(all: string, name?: string, decimal?: string, hex?: string): string {
  if (name) return namedEntities[name.toLowerCase()] ?? all
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
  return code >= 0x20 && code !== 0x7f ? String.fromCharCode(code) : ' '
}

/** A link shown as itself is one thing; a link with other words keeps both. */
const showLink = (words: string, url: string) => (url.includes(words.replace(/\/$/, '')) ? words : `${words} ${url}`)

/** Readable text with `\n` line ends; as many lines as the paste has. */
export function clean(paste: string): string {
  let text = paste
  if (text.includes('\r')) {
    text = text.replaceAll('\r\n', '\n')
    text = text.includes('\n') ? text.replaceAll('\r', ' ') : text.replaceAll('\r', '\n')
  }
  if (text.includes('\x1b')) text = text.replace(ansi, '')
  if (text.includes('m')) text = text.replace(ansiRemains, '')
  text = text.replace(controls, '')
  if (/[\u00a0\u2018-\u201f\u2032\u2033\u00ab\u00bb\u2011-\u2013]/.test(text))
    text = text
      .replace(/[\u2018-\u201b\u2032]/g, "'")
      .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
      .replace(/[\u2011-\u2013]/g, '-')
      .replaceAll('\u00a0', ' ')
  if (text.includes('&')) text = text.replace(entity, unescapeEntity).replace(entity, unescapeEntity)
  if (text.includes('\\')) {
    const json = /\\u00|\\"|\{"/.test(text)
    text = text
      .replace(escapedUnicode, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(escapedQuote, '$1')
    if (json) text = text.replace(escapedBreak, ' ')
  }
  if (text.includes('](')) text = text.replace(markdownLink, (_, words: string, url: string) => showLink(words, url))
  if (text.includes(':'))
    text = text.replace(chatLink, (_, url: string, words?: string) => (words ? showLink(words, url) : url))
  return text
}
