// Everything that is said on call, for whoever draws it: cases in each state, their history, alerts, digests, watches.
import { alertAnswer, feedAnswer } from '../../cards/alert.ts'
import type { Answer } from '../../cards/answer.ts'
import { type CaseShown, caseAnswer, caseEventAnswer, type Event, noticeOfSight } from '../../cards/case.ts'
import { digestAnswer } from '../../cards/digest.ts'
import {
  type ChannelShown,
  plannedAnswer,
  settingAnswer,
  tooManyAnswer,
  unsilencedAnswer,
  watchAnswer,
  watchesAnswer,
} from '../../cards/watches.ts'
import { readAlert } from '../../src/alerts/read.ts'
import type { Result } from '../../src/oncall/case.ts'
import { dayOf } from '../../src/oncall/digest.ts'
import type { Lang } from '../../src/words/text.ts'
import { metric, push } from './alerts.ts'
import { checks } from './checks.ts'

const minute = 60_000
const now = Date.parse('2026-11-25T02:26:00Z')
const zone = 'Europe/Warsaw'

/** A letter is a check five minutes after the one before: `.` healthy, `x` broken, `?` could not tell. */
const results = (letters: string): (Result & { round_trip: number | null })[] =>
  letters.split('').map((letter, i) => ({
    at: now - (letters.length - i) * 5 * minute,
    verdict: letter === '.' ? 'healthy' : letter === 'x' ? 'problem' : 'unknown',
    finding: letter === 'x' ? 'ip-denied' : null,
    round_trip: letter === '.' ? 12 : null,
  }))

export function onCallAnswers(lang: Lang): Record<string, Answer[]> {
  const shown = (more: Partial<CaseShown>): CaseShown => ({
    id: '0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e',
    lang,
    loginServer: 'contoso.azurecr.io',
    finding: 'ip-denied',
    flapping: false,
    openedAt: now - 12 * minute,
    reports: 0,
    results: results('.......xx?x'),
    check: checks[lang].broken,
    zone,
    ...more,
  })
  const read = (body: unknown) => {
    const told = readAlert(body)
    if (!told.ok) throw new Error(told.problem)
    return told.alert
  }
  const [fired, pushed] = [read(metric()), read(push)]
  const events: Event[] = [
    { kind: 'opened', finding: 'ip-denied' },
    { kind: 'acknowledged', who: 'Ola' },
    { kind: 'changed', finding: 'tls-expired', before: 'ip-denied' },
    { kind: 'snoozed', who: 'Ola', until: now + 480 * minute },
    { kind: 'awake', lasted: 492 * minute },
    { kind: 'silenced', who: 'Ola', finding: 'ip-denied' },
    { kind: 'resolved', who: 'Jan' },
    { kind: 'flapping' },
    { kind: 'steady', finding: 'ip-denied' },
    { kind: 'escalated', who: 'Ola' },
    { kind: 'unacknowledged', lasted: 15 * minute },
    { kind: 'reported' },
    { kind: 'alertResolved', lasted: 90 * minute },
    { kind: 'alertHealthy', lasted: 61 * minute },
    { kind: 'alertUnheard', lasted: 1441 * minute },
    { kind: 'unsilenced', who: 'Ola', finding: 'ip-denied' },
    { kind: 'other', finding: 'slow' },
    { kind: 'unwatched', who: 'Ola' },
    { kind: 'unlisted' },
    { kind: 'recovered', lasted: 12 * minute },
  ]
  const channel: ChannelShown = {
    zone,
    quiet: '22:00-06:00 mon-fri; all day sat-sun',
    digest: '09:00',
    sharing: [],
    maintenance: [
      { id: 2, from: now + 1440 * minute, to: now + 1530 * minute, registry: 'contoso.azurecr.io' },
      { id: 1, from: now - 60 * minute, to: now + 60 * minute, byFile: true },
    ],
  }
  const lines = [
    {
      loginServer: 'contoso.azurecr.io',
      image: '',
      day: dayOf(results('..........xx'), now - 3600_000, now),
      open: true,
    },
    {
      loginServer: 'fabrikam.azurecr.io',
      image: 'app/web:1.4',
      day: dayOf(results('............'), now - 3600_000, now),
      open: false,
    },
    { loginServer: 'tailspin.azurecr.cn', image: '', day: dayOf([], now - 3600_000, now), open: false },
  ]
  return {
    open: [caseAnswer(shown({ reports: 2 }), now)],
    taken: [
      caseAnswer(shown({ acknowledged: { by: 'Ola', at: now - 5 * minute }, snoozedUntil: now + 60 * minute }), now),
    ],
    flapping: [caseAnswer(shown({ flapping: true, results: results('.x.x..x.x.') }), now)],
    recovered: [caseAnswer(shown({ closedAt: now - minute, results: results('...xxxx...') }), now)],
    resolved: [caseAnswer(shown({ closedAt: now - minute, resolvedBy: 'Ola' }), now)],
    silenced: [caseAnswer(shown({ closedAt: now - minute, resolvedBy: 'Ola', ended: 'silenced' }), now)],
    other: [caseAnswer(shown({ closedAt: now - minute, ended: 'other' }), now)],
    unwatched: [caseAnswer(shown({ closedAt: now - minute, ended: 'unwatched' }), now)],
    sight: [
      noticeOfSight(shown({}), now),
      noticeOfSight(shown({ closedAt: now }), now),
      noticeOfSight(shown({ closedAt: now, ended: 'unwatched' }), now),
    ],
    history: events.map((event) => caseEventAnswer(event, lang, zone, now)),
    ...(fired.kind === 'alert' && {
      alert: [
        alertAnswer(fired, shown({}), now),
        ...[undefined, 'healthy' as const, 'unheard' as const].map((ended) =>
          alertAnswer(fired, shown({ closedAt: now - minute, ...(ended && { ended }) }), now),
        ),
      ],
    }),
    ...(pushed.kind === 'push' && { feed: [feedAnswer(pushed, lang)] }),
    digest: [digestAnswer(lines, lang), digestAnswer(lines.slice(1), lang)],
    watches: [
      watchAnswer('set', { loginServer: 'contoso.azurecr.io', image: 'app/web:1.4', everyMs: 5 * minute }, lang),
      watchesAnswer(
        [
          {
            loginServer: 'contoso.azurecr.io',
            image: '',
            everyMs: 5 * minute,
            state: 'broken',
            byFile: false,
            by: 'Ola',
            createdAt: now,
            silenced: ['slow'],
          },
          {
            loginServer: 'fabrikam.azurecr.io',
            image: 'app/web:1.4',
            everyMs: 60 * minute,
            state: 'works',
            byFile: true,
            createdAt: now,
            silenced: [],
          },
        ],
        channel,
        lang,
        now,
      ),
      watchesAnswer([], channel, lang, now),
      watchAnswer('ended', { loginServer: 'contoso.azurecr.io' }, lang),
      watchAnswer('notWatched', { loginServer: 'contoso.azurecr.io' }, lang),
      watchAnswer('notCovered', { loginServer: 'contoso.azurecr.io' }, lang),
      tooManyAnswer(50, lang),
      unsilencedAnswer([{ loginServer: 'contoso.azurecr.io', silenced: ['slow', 'ip-denied'] }], lang),
      unsilencedAnswer([], lang),
      settingAnswer('quiet', '22:00-07:00', lang),
      settingAnswer('zone', zone, lang),
      plannedAnswer(channel, lang, now),
      plannedAnswer({ ...channel, maintenance: [] }, lang, now),
      settingAnswer('digest', null, lang),
    ],
  }
}
