// Whom a message calls: somebody, a group, everybody in the channel. Typed by people who set up a watch, never out of a paste.
import type { Text } from '../words/text.ts'
import type { Read } from './calendar.ts'

const all = /^@?(here|channel|everyone)$/i
const named = /^<(?:@[UW][A-Z0-9]{2,20}|!subteam\^S[A-Z0-9]{2,20})>$/

const howTo: Text = {
  en: 'A mention is `@here`, `@channel`, a person or a group of this workspace: write `mention @here`.',
  pl: 'Wspomnienie to `@here`, `@channel`, osoba albo grupa z tego obszaru roboczego: napisz `wspomnij @here`.',
}
const notInTeams: Text = {
  en: 'Teams lets a bot mention people only; watches there mention nobody yet. Leave `mention` out.',
  pl: 'W Teams bot może wspominać tylko osoby; obserwacje na razie nikogo tam nie wspominają. Pomiń `wspomnij`.',
}

/** As Slack's markup has it. */
export function readMention(platform: 'slack' | 'teams', text: string): Read<string> {
  if (platform === 'teams') return { ok: false, problem: notInTeams }
  const [, everybody] = all.exec(text) ?? []
  if (everybody) return { ok: true, value: `<!${everybody.toLowerCase()}>` }
  return named.test(text) ? { ok: true, value: text } : { ok: false, problem: howTo }
}
