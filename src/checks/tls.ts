// Is it the registry that answers, by its certificate?
import type { Certificate, Secured } from '../ports.ts'
import type { Text } from '../words/text.ts'
import type { Way } from './seen.ts'
import { type CheckStepOf, notReached, type StepTold, say, skipped } from './step.ts'

/** Whoever issues ACR's certificates (acr-facts 5.7); any other issuer means that somebody reads along. */
const issuers = /\b(?:microsoft corporation|digicert)/i

export const isInspected = (certificate: Certificate | undefined): boolean =>
  certificate !== undefined && !issuers.test(`${certificate.issuerOrganisation ?? ''} ${certificate.issuer}`)

const day = (date: string) => date.slice(0, 10)

function shown(certificate: Certificate | undefined): Text {
  if (!certificate) return say('', '')
  const { issuer, issuerOrganisation } = certificate
  const by = `\`${issuer.replaceAll('`', "'")}${issuerOrganisation && issuerOrganisation !== issuer ? ` (${issuerOrganisation.replaceAll('`', "'")})` : ''}\``
  return say(` The certificate is issued by ${by}.`, ` Certyfikat wystawił ${by}.`)
}

type Problem = Exclude<Secured, { ok: true }>['why']
const finds = {
  untrusted: 'tls-untrusted',
  'wrong-host': 'tls-wrong-host',
  outdated: 'tls-expired',
  timeout: 'tls-timeout',
  reset: 'connection-reset',
  closed: 'connection-reset',
  refused: 'connection-reset',
  unreachable: 'connection-reset',
  broken: 'not-a-registry',
} as const satisfies Record<Problem, string>

function sawOf(secured: Extract<Secured, { ok: false }>): Text {
  const { certificate, why, code } = secured
  const { en, pl } = shown(certificate)
  const named = code ? ` (${code})` : ''
  switch (why) {
    case 'untrusted':
      return say(
        `This machine does not trust the certificate${named}.${en}`,
        `Ta maszyna nie ufa certyfikatowi${named}.${pl}`,
      )
    case 'wrong-host': {
      const names = (certificate?.names ?? [])
        .slice(0, 3)
        .map((it) => `\`${it.replaceAll('`', "'")}\``)
        .join(', ')
      return say(
        `The certificate is for other names: ${names}.${en}`,
        `Certyfikat jest dla innych nazw: ${names}.${pl}`,
      )
    }
    case 'outdated': {
      const { validFrom = '', validTo = '' } = certificate ?? {}
      return say(
        `The certificate is valid from ${day(validFrom)} to ${day(validTo)}, not today by the clock of this machine.${en}`,
        `Certyfikat jest ważny od ${day(validFrom)} do ${day(validTo)}, a nie dziś według zegara tej maszyny.${pl}`,
      )
    }
    case 'timeout':
      return say(
        'The connection stands, but nobody goes on with the TLS handshake.',
        'Połączenie stoi, ale nikt nie kontynuuje uzgadniania TLS.',
      )
    case 'broken':
      return say(
        `What answers does not speak TLS as a registry does${named}.`,
        `To, co odpowiada, nie mówi TLS tak jak rejestr${named}.`,
      )
    default:
      return say(
        `The connection is broken off during the TLS handshake${named}.`,
        `Połączenie zostaje zerwane podczas uzgadniania TLS${named}.`,
      )
  }
}

/** An alert says that somebody who speaks TLS broke off. */
const isAlert = (code: string | undefined) => /ALERT|HANDSHAKE_FAILURE|UNEXPECTED_EOF/.test(code ?? '')

export function tellTls({ tried, tunnel, lookedUp, secured }: Way): StepTold | undefined {
  const connected = tunnel ? tunnel.ok : tried?.some(({ ok }) => ok)
  if ((lookedUp && !lookedUp.ok) || connected === false) return skipped(notReached)
  if (!secured) return undefined
  const { ms, certificate } = secured
  if (!secured.ok) {
    const finding = secured.why === 'broken' && isAlert(secured.code) ? 'connection-reset' : finds[secured.why]
    return { answer: 'no', finding, saw: sawOf(secured), ms }
  }
  const inspected = isInspected(certificate)
    ? say(
        ' That is neither Microsoft nor DigiCert: something on the way decrypts the traffic, and this machine trusts it.',
        ' To ani Microsoft, ani DigiCert: coś po drodze odszyfrowuje ruch, a ta maszyna mu ufa.',
      )
    : say('', '')
  const { en, pl } = shown(certificate)
  return {
    answer: 'yes',
    ms,
    saw: say(`${secured.protocol ?? 'TLS'}.${en}${inspected.en}`, `${secured.protocol ?? 'TLS'}.${pl}${inspected.pl}`),
  }
}

const inspection = ['tls-inspection'] as const

export const tls = {
  id: 'tls',
  tell: ({ target, way }) => (target.ok && way ? tellTls(way) : undefined),
  findings: {
    'tls-timeout': {
      title: say('The TLS handshake hangs', 'Uzgadnianie TLS się zawiesza'),
      means: say(
        'The connection is taken and then nothing comes: an inspecting firewall, or packets that are too large for the way (MTU).',
        'Połączenie zostaje przyjęte, a potem nic nie przychodzi: zapora z inspekcją albo zbyt duże pakiety na tej drodze (MTU).',
      ),
      symptom: 'client-timeout',
      weighs: { 'client-firewall': 6, 'service-side': 1.5, 'vnet-config': 1.5 },
      topics: ['firewall', 'tls-inspection'],
    },
    'tls-untrusted': {
      title: say('The certificate is not trusted', 'Certyfikat nie jest zaufany'),
      means: say(
        'Something on the way shows a certificate of its own, mostly TLS inspection of the company, whose authority this machine does not know.',
        'Coś po drodze pokazuje własny certyfikat, najczęściej firmowa inspekcja TLS, której urzędu ta maszyna nie zna.',
      ),
      symptom: 'tls-untrusted',
      weighs: { 'client-firewall': 6.5 },
      topics: inspection,
    },
    'tls-wrong-host': {
      title: say('The certificate is for another name', 'Certyfikat jest dla innej nazwy'),
      means: say(
        'Another server answers in place of the registry: a gateway, a portal, or an address that belongs to something else.',
        'Zamiast rejestru odpowiada inny serwer: brama, portal albo adres, który należy do czegoś innego.',
      ),
      symptom: 'tls-untrusted',
      weighs: { 'client-firewall': 5.6, 'vnet-config': 2.6, 'registry-name': 1 },
      topics: inspection,
    },
    'tls-expired': {
      title: say('The certificate is out of date', 'Certyfikat jest nieaktualny'),
      means: say(
        'ACR renews its certificates in time, so either something on the way shows an old one, or the clock of this machine is wrong.',
        'ACR odnawia certyfikaty na czas, więc albo coś po drodze pokazuje stary, albo zegar tej maszyny się myli.',
      ),
      symptom: 'tls-untrusted',
      weighs: { 'client-firewall': 5.8, 'service-side': 1 },
      topics: inspection,
    },
  },
} as const satisfies CheckStepOf<'tls-timeout' | 'tls-untrusted' | 'tls-wrong-host' | 'tls-expired'>
