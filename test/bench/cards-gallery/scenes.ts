// Everything that a chat can show, as what a platform is sent.
import { actionIds, firstView, type View } from '../../../cards/actions.ts'
import { type Answer, toAnswer } from '../../../cards/answer.ts'
import { checkAnswer, checkFailedAnswer, checkingAnswer } from '../../../cards/check.ts'
import { slackCard } from '../../../cards/slack.ts'
import { type Question, readForm, slackForm, slackHome } from '../../../cards/slack-home.ts'
import * as talk from '../../../cards/talk.ts'
import { teamsCard } from '../../../cards/teams.ts'
import { diagnose } from '../../../src/diagnose.ts'
import { type FileProblem, fileProblems, type Notice, notices } from '../../../src/words/chat.ts'
import type { Lang } from '../../../src/words/text.ts'
import { onCallAnswers } from '../../support/cases.ts'
import { checks } from '../../support/checks.ts'

export type Scene = { name: string } & (
  | { frame: 'slack'; cards: ReturnType<typeof slackCard>[] }
  | { frame: 'teams' | 'dialog'; cards: ReturnType<typeof teamsCard>[] }
  | { frame: 'home'; view: ReturnType<typeof slackHome> }
  | { frame: 'form'; view: ReturnType<typeof slackForm>; errors: Record<string, string> }
)

const pastes = {
  'ip-denied':
    '$ docker pull contoso.azurecr.io/team/web:1.4\nError response from daemon: Get "https://contoso.azurecr.io/v2/team/web/manifests/1.4": denied: client with IP \'203.0.113.25\' is not allowed access. Refer https://aka.ms/acr/firewall to grant access. CorrelationId: 0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e',
  dns: 'Since we enabled the private endpoint, pods fail:\nFailed to pull image "acrhelios-b7c1d0e2f3a4b5c6.azurecr.io/api:2024.11": dial tcp: lookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io on 10.0.0.10:53: no such host',
  unauthorized:
    'Failed to pull image "contoso.azurecr.io/orders:v7": rpc error: code = Unknown desc = failed to fetch anonymous token: unexpected status: 401 Unauthorized',
  secrets:
    'docker login contoso.azurecr.io -u contoso -p Zm9vYmFy0123456789+ACRDabc123\nError response from daemon: login attempt to https://contoso.azurecr.io/v2/ failed with status: 403 Forbidden\nAuthorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhY3IifQ.c2lnbmF0dXJl\nclient_secret=abc8Q~0123456789012345678901234567890ab',
  unknown: 'Segmentation fault (core dumped)',
  'another-service':
    'docker pull nginx:1.27\nError response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
}
const everything: View = { steps: 'all', causes: 'all' }

function questions(lang: Lang): Question[] {
  const titled = (text: string, at: number, url?: string): Question => {
    const { causes, entities } = diagnose(text, { lang })
    const [cause] = causes
    return {
      at,
      ...(cause && { title: cause.title }),
      ...(entities.loginServer && { registry: entities.loginServer }),
      ...(url && { url }),
    }
  }
  const at = Date.UTC(2026, 10, 24, 2, 14) / 1000
  return [
    titled(pastes['ip-denied'], at, 'https://contoso.slack.com/archives/C1/p1'),
    titled(pastes.unknown, at - 7200),
    titled(pastes.dns, at - 93_600, 'https://contoso.slack.com/archives/C1/p2'),
  ]
}

export function scenes(lang: Lang): Scene[] {
  const kept = { id: 'a1b2c3d4-0000-4000-8000-000000000001', reported: 3, helped: 2, notHelped: 1 }
  const answers: Record<string, Answer[]> = {}
  for (const [name, text] of Object.entries(pastes)) {
    const diagnosis = diagnose(text, { lang })
    answers[name] = [toAnswer(diagnosis, firstView, kept)]
    if (diagnosis.recognised) answers[`${name}.everything`] = [toAnswer(diagnosis, everything, kept)]
  }
  const names = (at: number) => ['build-2026-11-24-prod-westeurope.log', 'screenshot 2026-11-24.png'][at % 2] ?? ''
  const { healthy, broken, unknown, compared } = checks[lang]
  const chat = { remote: true, kept: { ...kept, reported: 1, helped: 0, notHelped: 0 } }
  answers['check.healthy'] = [checkAnswer(healthy, firstView, { ...chat, brokenForMs: 720_000, ageMs: 9000 })]
  answers['check.broken'] = [checkAnswer(broken, firstView, chat)]
  answers['check.compared'] = [checkAnswer(compared, firstView, chat)]
  answers['check.unknown'] = [checkAnswer(unknown, firstView, chat)]
  answers['check.elsewhere'] = [checkAnswer(broken, { ...firstView, instead: 'probe' }, chat)]
  const { azure } = checks[lang]
  answers['check.azure'] = [checkAnswer(azure, firstView, chat)]
  answers['check.azure-detail'] = [checkAnswer(azure, { ...firstView, instead: 'azure' }, chat)]
  answers['check.azure-hidden'] = [checkAnswer(checks[lang]['azure-hidden'], firstView, chat)]
  answers['check.azure-unread'] = [checkAnswer(checks[lang]['azure-unread'], firstView, chat)]
  answers['check.firewall'] = [checkAnswer(unknown, { ...firstView, instead: 'firewall' }, chat)]
  answers['check.under-way'] = [
    checkingAnswer('contoso.azurecr.io', lang),
    checkingAnswer('contoso.azurecr.io', lang, broken.steps.slice(0, 4)),
    checkFailedAnswer('contoso.azurecr.io', lang, 'fault'),
    checkFailedAnswer('contoso.azurecr.io', lang, 'not-covered'),
    checkFailedAnswer('contoso.azurecr.io', lang, 'busy'),
  ]
  for (const [name, said] of Object.entries(onCallAnswers(lang))) answers[`oncall.${name}`] = said
  answers.notices = [
    ...Object.keys(notices).map((notice) => talk.noticeAnswer(notice as Notice, lang)),
    talk.misnamedAnswer('my-registry', lang),
    ...Object.keys(fileProblems).map((problem, i) => talk.fileAnswer(problem as FileProblem, names(i), lang)),
    talk.answeredAlready('https://contoso.slack.com/archives/C1/p1', lang),
    talk.answeredAlready(undefined, lang),
  ]
  const onBoth = Object.entries(answers).flatMap(([name, answers]): Scene[] => [
    { name, frame: 'slack', cards: answers.map((answer) => slackCard(answer, actionIds)) },
    { name, frame: 'teams', cards: answers.map((answer) => teamsCard(answer, actionIds)) },
  ])
  const asked = answers['ip-denied']?.map((answer) => teamsCard(answer, actionIds, { dialog: true })) ?? []
  const errors = (registry: string) => {
    const filled = readForm({ registry: { registry: { value: registry } } }, lang)
    return 'errors' in filled ? filled.errors : {}
  }
  return [
    ...onBoth,
    { name: 'help', frame: 'slack', cards: [slackCard(talk.helpAnswer('slack', lang))] },
    { name: 'help', frame: 'teams', cards: [teamsCard(talk.helpAnswer('teams', lang))] },
    { name: 'ip-denied', frame: 'dialog', cards: asked },
    { name: 'home.empty', frame: 'home', view: slackHome([], lang) },
    { name: 'home.questions', frame: 'home', view: slackHome(questions(lang), lang) },
    { name: 'form', frame: 'form', view: slackForm(lang, ''), errors: {} },
    {
      name: 'form.errors',
      frame: 'form',
      view: slackForm(lang, ''),
      errors: { ...errors('my_registry'), ...errors('') },
    },
  ]
}
