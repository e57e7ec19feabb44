// Slack's markup, undone: what people typed, without the mention of the bot. Links and escapes are undone with every
// other kind in src/paste/clean.ts.

const mention = (user: string) => new RegExp(`<@${user}(?:\\|[^>]*)?>`, 'g')

/** @param bot the bot's user id, where it is known */
export const isMentioned = (text: string, bot: string | undefined): boolean =>
  bot !== undefined && mention(bot).test(text)

export const asTyped = (text: string, bot: string | undefined): string =>
  (bot === undefined ? text : text.replace(mention(bot), ' '))
    .replace(/<#[CG][A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(
      /<!(?:subteam\^[A-Z0-9]+\|)?([^>|]+)(?:\|([^>]*))?>/g,
      (_, name: string, label?: string) => label ?? `@${name}`,
    )
    .trim()
