// Slack's markup, undone: what people typed, without the mention of the bot. Links and escapes are undone with every
// other kind in src/paste/clean.ts.
import type { Named } from '../../src/oncall/mention.ts'

/** `<@U123>`, with or without the name that older clients put behind it. */
const mention = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g
const channel = /<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>/g
/** `<!here>`, `<!subteam^S123|@oncall>` and their kind. */
const command = /<!(?:subteam\^[A-Z0-9]+\|)?([^<>|]+)(?:\|([^<>]*))?>/g

const group = /<!subteam\^(S[A-Z0-9]+)(?:\|[^<>]*)?>/g

/** The groups and channels that are named; people stay in the text as Slack marks them. */
export const namedIn = (text: string): Named[] => [
  ...[...text.matchAll(group)].map(([mark, id]) => ({ said: asTyped(mark, undefined), mention: `<!subteam^${id}>` })),
  ...[...text.matchAll(channel)].map(([mark, id]) => ({ said: asTyped(mark, undefined), mention: `<#${id}>` })),
]

/** @param bot the bot's user id, where it is known */
export const isMentioned = (text: string, bot: string | undefined): boolean =>
  [...text.matchAll(mention)].some(([, user]) => user === bot)

export const asTyped = (text: string, bot: string | undefined): string =>
  text
    .replace(mention, (_, user: string) => (user === bot ? ' ' : `<@${user}>`))
    .replace(channel, (_, id: string, name?: string) => `#${name || id}`)
    .replace(command, (_, name: string, label?: string) => label ?? `@${name.replace(/^@/, '')}`)
    .trim()
