// What the bot says beside diagnoses, as answers that every platform can lay out: help, notices.
import { span } from '../src/oncall/when.ts'
import * as words from '../src/words/chat.ts'
import * as oncall from '../src/words/oncall.ts'
import type { Lang } from '../src/words/text.ts'
import type { Answer } from './answer.ts'
import { cutQuote, oneLine, withoutMarks } from './prose.ts'

export type Platform = 'slack' | 'teams'

const waysOf = {
  slack: ['paste', 'file', 'message', 'command', 'check', 'watch', 'language', 'unasked'],
  teams: ['paste', 'fileInTeams', 'messageInTeams', 'check', 'watch', 'language', 'unasked'],
} as const satisfies Record<Platform, readonly (keyof typeof words.ways)[]>

const said = (lang: Lang, parts: Pick<Answer, 'title' | 'lead'> & Partial<Answer>): Answer => ({
  lang,
  summary: withoutMarks(parts.title ? `${parts.title}. ${parts.lead}` : parts.lead),
  sections: [],
  actions: [],
  ...parts,
})

export const helpAnswer = (platform: Platform, lang: Lang): Answer =>
  said(lang, {
    title: words.help.title[lang],
    lead: words.help.lead[lang],
    sections: [
      {
        kind: 'points',
        id: 'further-diagnosis',
        heading: words.help.how[lang],
        items: waysOf[platform].map((way) => words.ways[way][lang]),
        left: 0,
      },
    ],
    notes: [words.help.privacy[lang]],
  })

export const sentence = (lead: string, lang: Lang): Answer => said(lang, { title: '', lead })

/** One of our own sentences. */
export const noticeAnswer = (notice: words.Notice, lang: Lang): Answer =>
  said(lang, { title: '', lead: words.notices[notice][lang] })

/** Another platform refuses our credentials, with its own word for it, or works again after so many milliseconds. */
export function outageAnswer(
  { platform, ...outage }: { platform: string } & ({ reason: string } | { lastedMs: number }),
  lang: Lang,
): Answer {
  const on = platform === 'slack' ? 'slack' : 'teams'
  const lead =
    'reason' in outage
      ? oncall.refuses[on][lang](quoted(outage.reason))
      : oncall.worksAgain[lang]({ platform: on === 'slack' ? 'Slack' : 'Teams', lasted: span(outage.lastedMs) })
  return said(lang, { title: '', lead })
}

/** A foreign name, as it can stand in a sentence. */
const quoted = (name: string) => cutQuote(oneLine(name).replaceAll('`', "'"), 100)

export const misnamedAnswer = (name: string, lang: Lang): Answer =>
  said(lang, { title: '', lead: words.misnamed[lang](quoted(name)) })

export const fileAnswer = (problem: words.FileProblem, name: string, lang: Lang): Answer =>
  said(lang, { title: '', lead: words.fileProblems[problem][lang](quoted(name)) })

/** @param url of the first answer, where the platform gives it one */
export const answeredAlready = (url: string | undefined, lang: Lang): Answer => {
  const title = words.answeredAlready[lang]
  return said(lang, {
    title: '',
    lead: `${title}.`,
    ...(url && {
      sections: [
        {
          kind: 'links',
          id: 'links',
          heading: '',
          items: [{ title: words.openAnswer[lang], url }],
          left: 0,
        },
      ],
    }),
  })
}
