// Is it ACR that answers `/v2/`, and does it let this address in?
import { clientIpIn, hasPrivateLink, isFromAcr, isOwnChallenge, type Seen, type Told, textOf } from './seen.ts'
import { type CheckStepOf, notReached, type StepTold, say, skipped } from './step.ts'

const accepted = say(
  'ACR answers and asks for a login, as it should.',
  'ACR odpowiada i prosi o logowanie, tak jak powinien.',
)

/** What a request did not bring; the same at every step that asks the registry. */
export function tellTrouble(told: Extract<Told, { ok: false }>, what: string): StepTold {
  const named = told.code ? ` (${told.code})` : ''
  if (told.why === 'timeout')
    return {
      answer: 'no',
      finding: 'http-timeout',
      saw: say(`TLS stands, but ${what} gets no answer.`, `TLS działa, ale ${what} nie dostaje odpowiedzi.`),
    }
  if (told.why === 'broken')
    return {
      answer: 'no',
      finding: 'not-a-registry',
      saw: say(`What answers ${what} is no HTTP${named}.`, `To, co odpowiada na ${what}, to nie HTTP${named}.`),
    }
  return {
    answer: 'no',
    finding: 'connection-reset',
    saw: say(`The connection is broken off at ${what}${named}.`, `Połączenie zostaje zerwane przy ${what}${named}.`),
  }
}

const retryAfter = (headers: Readonly<Record<string, string>>) => /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0]

/** Answers that mean the same whatever was asked for. */
export function tellStatus(told: Extract<Told, { ok: true }>, seen: Seen): StepTold | undefined {
  const { status, headers } = told
  if (status === 429) {
    const after = retryAfter(headers)
    return {
      answer: 'no',
      finding: 'throttled',
      saw: say(
        `429: too many requests${after ? `; try again after ${after} s` : ''}.`,
        `429: zbyt wiele żądań${after ? `; ponów po ${after} s` : ''}.`,
      ),
    }
  }
  if (status >= 500)
    return {
      answer: 'no',
      finding: 'service-error',
      saw: isFromAcr(told)
        ? say(`ACR answers ${status}.`, `ACR odpowiada ${status}.`)
        : say(
            `The answer is ${status}, without the marks of ACR: it may come from something in between.`,
            `Odpowiedź to ${status}, bez znaków ACR: może pochodzić od czegoś po drodze.`,
          ),
    }
  const ip = clientIpIn(told)
  if (status === 403 && (ip !== undefined || /"DENIED"/.test(textOf(told)) || isFromAcr(told))) {
    const isPublic = seen.way?.proxy !== undefined || seen.way?.tried?.some(({ ok, kind }) => ok && kind === 'public')
    return {
      answer: 'no',
      finding: isPublic && hasPrivateLink(seen.way) ? 'public-route-denied' : 'ip-denied',
      saw: ip
        ? say(
            `403: ACR does not let the address \`${ip}\` in, which is how it sees this machine.`,
            `403: ACR nie wpuszcza adresu \`${ip}\`, pod którym widzi tę maszynę.`,
          )
        : say('403: ACR does not let this machine in.', '403: ACR nie wpuszcza tej maszyny.'),
    }
  }
  return undefined
}

function tell(seen: Seen): StepTold | undefined {
  const { target, way, challenge } = seen
  if (!target.ok || !way) return undefined
  if (!challenge) return skipped(notReached)
  const { ms } = challenge
  if (!challenge.ok) return { ...tellTrouble(challenge, 'GET /v2/'), ms }
  if (challenge.status === 401 && isOwnChallenge(challenge, target.loginServer))
    return { answer: 'yes', saw: accepted, ms }
  const known = tellStatus(challenge, seen)
  if (known) return { ...known, ms }
  const { status, headers } = challenge
  const to = status >= 300 && status < 400 ? URL.parse(headers.location ?? '')?.hostname?.slice(0, 100) : undefined
  const html = /html/i.test(headers['content-type'] ?? '')
  return {
    answer: 'no',
    finding: 'not-a-registry',
    ms,
    saw: say(
      `${status}${to ? `, on to \`${to}\`` : html ? ' with a web page' : ''}, without the login challenge of a registry.`,
      `${status}${to ? `, dalej do \`${to}\`` : html ? ' ze stroną WWW' : ''}, bez wezwania do logowania, które wysyła rejestr.`,
    ),
  }
}

export const registry = {
  id: 'registry',
  tell,
  findings: {
    'http-timeout': {
      title: say('The registry does not answer', 'Rejestr nie odpowiada'),
      means: say(
        'The secure connection stands, but no answer comes: a device on the way holds it back, or the service has trouble.',
        'Bezpieczne połączenie stoi, ale odpowiedź nie przychodzi: wstrzymuje ją coś po drodze albo usługa ma kłopoty.',
      ),
      symptom: 'client-timeout',
      weighs: { 'client-firewall': 4.6, 'service-side': 4.2, 'vnet-config': 1.5 },
      topics: ['firewall'],
    },
    'not-a-registry': {
      title: say('Something else answers in place of the registry', 'Zamiast rejestru odpowiada coś innego'),
      means: say(
        'The answer does not come from ACR: a sign-in page of the network, a proxy, or another server at this address.',
        'Odpowiedź nie pochodzi z ACR: to strona logowania do sieci, serwer proxy albo inny serwer pod tym adresem.',
      ),
      symptom: 'login-server-unreachable',
      weighs: { 'client-firewall': 6, 'service-side': 1.5, 'registry-name': 1.2 },
      topics: ['proxy', 'tls-inspection'],
    },
    'service-error': {
      title: say('The registry answers with a server error', 'Rejestr odpowiada błędem serwera'),
      means: say(
        'Name, network and certificate are right; the error is on the service’s side, or on that of a gateway in front of it.',
        'Nazwa, sieć i certyfikat są w porządku; błąd leży po stronie usługi albo bramy przed nią.',
      ),
      weighs: { 'service-side': 6, 'client-firewall': 1.6 },
    },
    throttled: {
      title: say('The registry throttles: too many requests', 'Rejestr ogranicza ruch: zbyt wiele żądań'),
      means: say(
        'The registry can be reached, but answers 429: its tier or this identity has used up what it may ask.',
        'Rejestr jest osiągalny, ale odpowiada 429: jego warstwa lub ta tożsamość wyczerpała limit żądań.',
      ),
      symptom: 'throttled',
      weighs: { throttled: 7 },
    },
    'ip-denied': {
      title: say('The registry does not let this address in', 'Rejestr nie wpuszcza tego adresu'),
      means: say(
        'Its IP rules do not list the address, or public access is off: ACR says the same in both cases.',
        'Reguły IP nie obejmują tego adresu albo dostęp publiczny jest wyłączony: ACR w obu przypadkach mówi to samo.',
      ),
      symptom: 'ip-denied',
      weighs: { 'public-access-rules': 6, 'vnet-config': 2 },
      topics: ['public-access'],
    },
    'public-route-denied': {
      title: say(
        'The registry has a private endpoint, but this machine takes the public way, and is refused',
        'Rejestr ma prywatny punkt końcowy, ale ta maszyna idzie drogą publiczną i dostaje odmowę',
      ),
      means: say(
        'DNS gives the public address although a private endpoint exists: the private zone is not linked to this network, or its resolver does not ask it.',
        'DNS podaje adres publiczny, choć istnieje prywatny punkt końcowy: strefa prywatna nie jest połączona z tą siecią albo jej resolver o nią nie pyta.',
      ),
      symptom: 'private-endpoint-unreachable',
      weighs: { 'vnet-config': 5.6, 'public-access-rules': 4 },
      topics: ['private-endpoint', 'dns', 'public-access'],
    },
    'public-access-disabled': {
      title: say('Public access to the registry is off', 'Dostęp publiczny do rejestru jest wyłączony'),
      means: say(
        'Azure says that public network access is disabled: only private endpoints and trusted services get in.',
        'Azure mówi, że publiczny dostęp sieciowy jest wyłączony: wchodzą tylko prywatne punkty końcowe i zaufane usługi.',
      ),
      symptom: 'ip-denied',
      weighs: { 'public-access-rules': 6.5, 'vnet-config': 2.5 },
      topics: ['public-access'],
    },
  },
} as const satisfies CheckStepOf<
  | 'http-timeout'
  | 'not-a-registry'
  | 'service-error'
  | 'throttled'
  | 'ip-denied'
  | 'public-route-denied'
  | 'public-access-disabled'
>
