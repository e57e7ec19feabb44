// Who sees in a chat what Azure's management plane knows: channels, people and groups by the ids that Slack and Teams give them.
// Everybody else gets the verdict without addresses, rules or ids.

/** Ids as the platforms compare them: addresses and ids of Microsoft Entra in lower case. */
export type NamedViewers = {
  channels: ReadonlySet<string>
  people: ReadonlySet<string>
  /** User groups of Slack. */
  groups: ReadonlySet<string>
}

export const noViewers: NamedViewers = { channels: new Set(), people: new Set(), groups: new Set() }

const kinds = {
  /** Slack's channels, and its direct messages; conversations of Teams. */
  channels: /^(?:[CGD][A-Z0-9]{6,}|19:[\w.-]+@thread\.(?:tacv2|skype|v2)|a:[\w-]{10,})$/,
  /** In Teams: the bot's own id of a person, their object id in Microsoft Entra, or their sign-in name. */
  people:
    /^(?:[UW][A-Z0-9]{6,}|29:[\w-]{10,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[^\s@,:]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i,
  groups: /^S[A-Z0-9]{6,}$/,
} as const satisfies Record<keyof NamedViewers, RegExp>

/** Ids that Microsoft Entra compares without regard to case. */
const isEntra = (id: string): boolean => !id.includes(':') && /[-@]/.test(id)
export const asCompared = (id: string): string => (isEntra(id) ? id.toLowerCase() : id)

/** @param text ids, separated by commas or blanks; `odd`: the first that is none */
export function readViewers(text: string): { viewers: NamedViewers; odd?: string } {
  const found = { channels: new Set<string>(), people: new Set<string>(), groups: new Set<string>() }
  for (const id of text.split(/[\s,]+/).filter((it) => it !== '')) {
    const kind = (Object.keys(kinds) as (keyof NamedViewers)[]).find((it) => kinds[it].test(id))
    if (!kind) return { viewers: found, odd: id }
    found[kind].add(asCompared(id))
  }
  return { viewers: found }
}
