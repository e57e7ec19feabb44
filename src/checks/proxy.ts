// Where a proxy stands between: can it be reached, and does it let us through?
import type { Way } from './seen.ts'
import { type CheckStepOf, type StepTold, say, skipped } from './step.ts'

export function tellProxy({ proxy, tunnel, host }: Way): StepTold | undefined {
  if (!proxy) return skipped(say('No proxy applies to this name.', 'Do tej nazwy nie stosuje się proxy.'))
  if (!tunnel) return undefined
  const { ms } = tunnel
  const shown = `\`${proxy.url}\``
  if (tunnel.ok) return { answer: 'yes', ms, saw: say(`Through the proxy ${shown}`, `Przez serwer proxy ${shown}`) }
  if (tunnel.at === 'answer')
    return {
      answer: 'no',
      finding: tunnel.status === 407 ? 'proxy-auth-required' : tunnel.status < 500 ? 'proxy-denied' : 'proxy-closed',
      ms,
      saw: say(
        `The proxy ${shown} answers ${tunnel.status} to CONNECT ${host}:443.`,
        `Serwer proxy ${shown} odpowiada ${tunnel.status} na CONNECT ${host}:443.`,
      ),
    }
  if (tunnel.at === 'reach')
    return {
      answer: 'no',
      finding: 'proxy-unreachable',
      ms,
      saw: say(
        `The proxy ${shown} cannot be reached (${tunnel.code ?? tunnel.why}).`,
        `Serwer proxy ${shown} jest nieosiągalny (${tunnel.code ?? tunnel.why}).`,
      ),
    }
  const secure = proxy.url.startsWith('https:')
  return {
    answer: 'no',
    finding: 'proxy-closed',
    ms,
    saw: secure
      ? say(
          `TLS with the proxy ${shown} fails${tunnel.code ? ` (${tunnel.code})` : ''}: does it speak plain HTTP? Then its address begins with http://, also in HTTPS_PROXY.`,
          `TLS z serwerem proxy ${shown} się nie udaje${tunnel.code ? ` (${tunnel.code})` : ''}: może mówi zwykłym HTTP? Wtedy jego adres zaczyna się od http://, także w HTTPS_PROXY.`,
        )
      : say(
          `The proxy ${shown} closes the connection without an answer to CONNECT ${host}:443.`,
          `Serwer proxy ${shown} zamyka połączenie bez odpowiedzi na CONNECT ${host}:443.`,
        ),
  }
}

const weighs = { 'client-firewall': 6.5 } as const
const topics = ['proxy'] as const

export const proxy = {
  id: 'proxy',
  tell: ({ target, way }) => (target.ok && way ? tellProxy(way) : undefined),
  findings: {
    'proxy-unreachable': {
      title: say('The proxy cannot be reached', 'Serwer proxy jest nieosiągalny'),
      means: say(
        'Every request would go through it, and it does not answer. The registry was not reached at all.',
        'Każde żądanie szłoby przez niego, a on nie odpowiada. Do rejestru w ogóle nie dotarto.',
      ),
      symptom: 'login-server-unreachable',
      weighs,
      topics,
    },
    'proxy-denied': {
      title: say('The proxy refuses the registry', 'Serwer proxy odmawia dostępu do rejestru'),
      means: say(
        'The refusal is the proxy’s own, not the registry’s: its rules do not allow this host.',
        'Odmawia sam serwer proxy, a nie rejestr: jego reguły nie dopuszczają tego hosta.',
      ),
      symptom: 'proxy-login-denied',
      weighs,
      topics,
    },
    'proxy-auth-required': {
      title: say('The proxy wants credentials', 'Serwer proxy wymaga poświadczeń'),
      means: say(
        'The proxy answers 407: it lets nobody through without a user name and password of its own.',
        'Serwer proxy odpowiada 407: nie przepuszcza nikogo bez własnej nazwy użytkownika i hasła.',
      ),
      symptom: 'proxy-login-denied',
      weighs,
      topics,
    },
    'proxy-closed': {
      title: say('The proxy closes the connection', 'Serwer proxy zamyka połączenie'),
      means: say(
        'The proxy ends the connection instead of opening a tunnel: a wrong scheme or port in HTTPS_PROXY, or its policy.',
        'Serwer proxy kończy połączenie zamiast otworzyć tunel: błędny schemat lub port w HTTPS_PROXY albo jego zasady.',
      ),
      symptom: 'proxy-login-denied',
      weighs,
      topics,
    },
  },
} as const satisfies CheckStepOf<'proxy-unreachable' | 'proxy-denied' | 'proxy-auth-required' | 'proxy-closed'>
