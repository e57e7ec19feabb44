// Which other channels learn more of a channel's cases than that there is one: typed by people of that channel. Unless they say
// so, none.
import type { Text } from '../words/text.ts'
import type { Read } from './calendar.ts'
import type { Named } from './mention.ts'

/** Everyone, or the ids of these channels. */
export type Sharing = 'everyone' | readonly string[]

const everyone = /^(?:everyone|everybody|all|wszystkimi|wszystkim)$/i
const nobody = /^(?:nobody|no one|none|off|nikim|nikomu|brak)$/i
const inSlack = /^#?([CG][A-Z0-9]{2,30})$/
const inTeams = /^#?(19:[^\s,<>]{1,300})$/
const mentioned = /^<#([CG][A-Z0-9]{2,30})>$/
const most = 20

const howTo: Readonly<Record<'slack' | 'teams', Text>> = {
  slack: {
    en: 'Cases are shared with everyone, with nobody, or with channels whose name Slack completes behind the `#`: write `share cases with #platform, #security`.',
    pl: 'Sprawy można udostępnić wszystkim, nikomu albo kanałom, których nazwę podpowie Slack po `#`: napisz `udostępnij sprawy #platform, #security`.',
  },
  teams: {
    en: 'Cases are shared with everyone, with nobody, or with channels by their ids: write `share cases with 19:...@thread.tacv2`.',
    pl: 'Sprawy można udostępnić wszystkim, nikomu albo kanałom po ich identyfikatorach: napisz `udostępnij sprawy 19:...@thread.tacv2`.',
  },
}

/** @param named which channels stand in the same message by a mention */
export function readSharing(platform: 'slack' | 'teams', text: string, named: readonly Named[] = []): Read<Sharing> {
  const typed = text.trim()
  if (everyone.test(typed)) return { ok: true, value: 'everyone' }
  if (nobody.test(typed)) return { ok: true, value: [] }
  const names = typed.split(/[\s,]+/).filter((it) => it !== '' && !/^(?:and|i|oraz)$/i.test(it))
  const ids = names.map((name) => {
    const mention = named.find(({ said }) => said.toLowerCase() === name.toLowerCase())?.mention ?? ''
    const [, id] = mentioned.exec(mention) ?? (platform === 'slack' ? inSlack : inTeams).exec(name) ?? []
    return id
  })
  const known = [...new Set(ids.filter((id) => id !== undefined))]
  return known.length > 0 && known.length <= most && !ids.includes(undefined)
    ? { ok: true, value: known }
    : { ok: false, problem: howTo[platform] }
}

export const isSharedWith = (sharing: Sharing, channel: string): boolean =>
  sharing === 'everyone' || sharing.includes(channel)
