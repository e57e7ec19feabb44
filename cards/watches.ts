// What is said of watches: that one begins or ends, and the list of them.
import type { FindingId } from '../src/ids.ts'
import type { Planned } from '../src/oncall/planned.ts'
import { quietIn } from '../src/oncall/quiet.ts'
import type { Sharing } from '../src/oncall/sharing.ts'
import { clock, span } from '../src/oncall/when.ts'
import { count } from '../src/words/count.ts'
import * as words from '../src/words/oncall.ts'
import type { Lang } from '../src/words/text.ts'
import { firstView } from './actions.ts'
import { type Answer, foreign, section } from './answer.ts'
import { withoutMarks } from './prose.ts'
import { sentence } from './talk.ts'

export type WatchShown = {
  loginServer: string
  image: string
  everyMs: number
  state: 'works' | 'broken' | 'unknown'
  byFile: boolean
  /** Who asked, where their name is known. */
  by?: string
  createdAt: number
  silenced: readonly FindingId[]
}

const codes = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ')

export const watchAnswer = (
  what: keyof typeof words.watching,
  { loginServer, image = '', everyMs = 0 }: { loginServer: string; image?: string; everyMs?: number },
  lang: Lang,
): Answer => sentence(words.watching[what][lang]({ host: loginServer, every: span(everyMs), image }), lang)

export const unsilencedAnswer = (
  watches: readonly Pick<WatchShown, 'loginServer' | 'silenced'>[],
  lang: Lang,
): Answer => {
  const lines = watches.map(({ loginServer, silenced }) =>
    words.unsilencedOne[lang]({ host: loginServer, ids: codes(silenced) }),
  )
  return sentence(lines.join(' ') || words.nothingSilenced[lang], lang)
}

export const tooManyAnswer = (most: number, lang: Lang): Answer => sentence(words.tooMany[lang](most), lang)

export const problemAnswer = (problem: Readonly<Record<Lang, string>>, lang: Lang): Answer =>
  sentence(problem[lang], lang)

export const settingAnswer = (setting: keyof typeof words.settings, value: string | null, lang: Lang): Answer =>
  sentence(value === null ? words.settingsOff[setting][lang] : words.settings[setting][lang](foreign(value)), lang)

export const sharingAnswer = (sharing: Sharing, lang: Lang): Answer =>
  sentence(
    sharing === 'everyone' || sharing.length === 0
      ? words.sharing[sharing === 'everyone' ? 'everyone' : 'nobody'][lang]
      : count(words.sharedWith, lang, sharing.length),
    lang,
  )

/** What the channel wants, as far as it is shown. */
export type ChannelShown = {
  zone: string
  quiet: string | null
  digest: string | null
  maintenance: readonly (Planned & { id: number; byFile?: true })[]
  sharing: Sharing
}

const coming = ({ maintenance }: ChannelShown, now: number) =>
  maintenance.filter(({ to, cancelled }) => to > now && !cancelled).toSorted((one, other) => one.from - other.from)

function wishNotes(channel: ChannelShown, lang: Lang, now: number): string[] {
  const { zone, quiet, digest, sharing } = channel
  return [
    words.zoneHere[lang](zone),
    ...(quiet === null ? [] : [words.quietHere[lang](quietIn(quiet, lang))]),
    ...(digest === null ? [] : [words.digestHere[lang](digest)]),
    ...(sharing.length === 0 ? [] : [sharingAnswer(sharing, lang).lead]),
    ...(coming(channel, now).length === 0 ? [] : [words.plannedHere[lang]]),
  ]
}

export function plannedAnswer(channel: ChannelShown, lang: Lang, now: number): Answer {
  const planned = coming(channel, now)
  if (planned.length === 0) return sentence(words.nothingPlanned[lang], lang)
  const { zone } = channel
  const lines = planned.map(({ id, from, to, registry = '', byFile }) =>
    [
      words.plannedOne[lang]({ id, from: clock(from, zone, now), to: clock(to, zone, from), host: registry }),
      ...(from <= now ? [words.underWay[lang]] : []),
      ...(byFile ? [words.byFile[lang]] : []),
    ].join(' · '),
  )
  const title = words.headings.planned[lang]
  return {
    lang,
    title,
    lead: words.plannedLead[lang],
    summary: withoutMarks(`${title}: ${lines[0] ?? ''}`),
    sections: [{ ...section('points', 'planned', lang, lines), heading: '' }],
    actions: [],
  }
}

export function watchesAnswer(watches: readonly WatchShown[], channel: ChannelShown, lang: Lang, now: number): Answer {
  const { zone } = channel
  const notes = wishNotes(channel, lang, now)
  if (watches.length === 0) return { ...sentence(words.nothingWatched[lang], lang), notes }
  const lines = watches.map(({ loginServer, image, everyMs, state, byFile, by, createdAt, silenced }) =>
    [
      words.watching.one[lang]({ host: loginServer, every: span(everyMs), image }),
      words.states[state][lang],
      byFile
        ? words.byFile[lang]
        : words.watchedBy[lang]({ who: by === undefined ? '' : foreign(by), at: clock(createdAt, zone, now) }),
      ...(silenced.length > 0 ? [words.silencedHere[lang](codes(silenced))] : []),
    ].join(' · '),
  )
  const title = words.headings.watched[lang]
  const isAnySilenced = watches.some(({ silenced }) => silenced.length > 0)
  return {
    lang,
    title,
    lead: '',
    summary: withoutMarks(`${title}: ${lines[0] ?? ''}`),
    sections: [{ ...section('points', 'watched', lang, lines), heading: '' }],
    notes: isAnySilenced ? [words.silencedHow[lang], ...notes] : notes,
    actions: isAnySilenced
      ? [{ id: 'unsilence', label: words.endAllSilences[lang], state: { view: firstView, lang } }]
      : [],
  }
}
