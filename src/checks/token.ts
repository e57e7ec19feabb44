// Does the registry give an access token, and for whom?
import { tellStatus, tellTrouble } from './registry.ts'
import { clientIpIn, isFromAcr, isOwnChallenge, type Seen } from './seen.ts'
import { type CheckStepOf, notReached, type StepTold, say, skipped } from './step.ts'

const given = {
  anonymous: say('Anonymous pull is on.', 'Anonimowe pobieranie jest włączone.'),
  password: say('The user name and password are accepted.', 'Nazwa użytkownika i hasło zostały przyjęte.'),
  azure: say('The Azure identity is accepted.', 'Tożsamość Azure została przyjęta.'),
} as const

/** The step before went well. */
const isChallenged = ({ target, challenge }: Seen) =>
  target.ok && challenge?.ok === true && challenge.status === 401 && isOwnChallenge(challenge, target.loginServer)

function tell(seen: Seen): StepTold | undefined {
  const { token, as, withoutToken } = seen
  if (!isChallenged(seen)) return skipped(notReached)
  if (!token) return undefined
  const { ms } = token
  if (token.granted) return { answer: 'yes', saw: given[as], ms }
  if (!token.ok) return { ...tellTrouble(token, '/oauth2/'), ms }
  const { status } = token
  const isDenial = status === 403 && clientIpIn(token) === undefined
  if (as === 'anonymous' && (status === 401 || isDenial))
    return {
      ...skipped(
        withoutToken
          ? say(
              'No Azure identity gave a token, so nothing was proven: no pull was tried.',
              'Żadna tożsamość Azure nie dała tokenu, więc nic nie sprawdzono: nie próbowano pobierania.',
            )
          : say(
              'Asked without a login, and anonymous pull is off, as usual: no pull was tried.',
              'Zapytano bez logowania, a anonimowe pobieranie jest wyłączone, jak zwykle: nie próbowano pobierania.',
            ),
      ),
      ms,
    }
  if (status === 401)
    return {
      answer: 'no',
      finding: 'token-rejected',
      ms,
      saw: say('401: the registry does not accept these credentials.', '401: rejestr nie przyjmuje tych poświadczeń.'),
    }
  const known = isDenial && isFromAcr(token) ? undefined : tellStatus(token, seen)
  if (known) return { ...known, ms }
  if (status === 403)
    return {
      answer: 'no',
      finding: 'token-denied',
      ms,
      saw: say(
        '403: the registry knows who asks, and does not allow it.',
        '403: rejestr wie, kto pyta, i na to nie pozwala.',
      ),
    }
  return {
    answer: 'no',
    finding: 'not-a-registry',
    ms,
    saw: say(`${status}, which is no answer of a token service.`, `${status}, a tak nie odpowiada usługa tokenów.`),
  }
}

export const token = {
  id: 'token',
  tell,
  findings: {
    'token-rejected': {
      title: say('The registry does not accept the credentials', 'Rejestr nie przyjmuje poświadczeń'),
      means: say(
        'The registry can be reached. User name, password or token are wrong or out of date, or the identity is unknown to it.',
        'Rejestr jest osiągalny. Nazwa użytkownika, hasło lub token są błędne lub nieaktualne albo rejestr nie zna tej tożsamości.',
      ),
      symptom: 'unauthorized',
      weighs: { 'credentials-invalid': 5.6, 'credentials-expired': 4, 'credentials-unauthorized': 2.6 },
      topics: ['login'],
    },
    'token-denied': {
      title: say('The identity may not pull', 'Tożsamość nie może pobierać'),
      means: say(
        'The registry knows the identity, which lacks the role or permission for this repository.',
        'Rejestr zna tę tożsamość, ale brakuje jej roli lub uprawnienia do tego repozytorium.',
      ),
      symptom: 'access-denied',
      weighs: { 'credentials-unauthorized': 6.5, 'credentials-invalid': 1.5 },
      topics: ['pull'],
    },
  },
} as const satisfies CheckStepOf<'token-rejected' | 'token-denied'>
