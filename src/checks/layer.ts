// Layers come from another host: a data endpoint of the registry, or blob storage. Does its way stand?
import type { Text } from '../words/text.ts'
import { tellDns } from './dns.ts'
import { tellProxy } from './proxy.ts'
import { tellStatus, tellTrouble } from './registry.ts'
import type { Seen, Way } from './seen.ts'
import { type CheckStepOf, type StepTold, say, skipped } from './step.ts'
import { tellTcp } from './tcp.ts'
import { tellTls } from './tls.ts'

const names = new Set(['name-not-found', 'no-address', 'resolver-failed', 'resolver-timeout'])
const silences = new Set(['tcp-timeout', 'private-address-unreachable', 'tls-timeout', 'http-timeout'])

/** What the first failing part of the way there found. */
function tellWay(way: Way): StepTold | undefined {
  const parts = [tellProxy(way), tellDns(way), tellTcp(way), tellTls(way)]
  const failed = parts.find((part) => part?.answer === 'no')
  if (!failed) return undefined
  const { finding = '', saw, ms } = failed
  return {
    answer: 'no',
    finding: names.has(finding)
      ? 'data-endpoint-name'
      : silences.has(finding)
        ? 'data-endpoint-timeout'
        : 'data-endpoint-failed',
    saw: at(way.host, saw),
    ...(ms !== undefined && { ms }),
  }
}

const at = (host: string, { en, pl }: Text): Text => say(`\`${host}\`: ${en}`, `\`${host}\`: ${pl}`)
const sumOf = (...ms: (number | undefined)[]) => ms.reduce<number>((sum, it) => sum + (it ?? 0), 0)

function tellPulled(layer: NonNullable<Seen['layer']>, seen: Seen): StepTold | undefined {
  const { redirect, host, foreign, way, body } = layer
  if (!redirect.ok) return { ...tellTrouble(redirect, 'GET blob'), ms: redirect.ms }
  if (foreign !== undefined)
    return {
      answer: 'no',
      finding: 'not-a-registry',
      ms: redirect.ms,
      saw: say(
        `The registry sends to \`${foreign || '?'}\`, which is no host of its layers: not followed.`,
        `Rejestr odsyła do \`${foreign || '?'}\`, a to nie jest host jego warstw: nie podążono.`,
      ),
    }
  if (!host) {
    const known = tellStatus(redirect, seen)
    if (known) return { ...known, ms: redirect.ms }
    return {
      answer: 'no',
      finding: 'data-endpoint-failed',
      ms: redirect.ms,
      saw: say(`${redirect.status} in place of the layer.`, `${redirect.status} zamiast warstwy.`),
    }
  }
  const failed = way && tellWay(way)
  if (failed) return failed
  if (!body) return undefined
  const ms = sumOf(way?.lookedUp?.ms, way?.secured?.ms, body.ms)
  if (!body.ok)
    return {
      answer: 'no',
      finding: body.why === 'timeout' ? 'data-endpoint-timeout' : 'data-endpoint-failed',
      ms,
      saw: at(
        host,
        body.why === 'timeout'
          ? say('TLS stands, but no layer comes.', 'TLS działa, ale warstwa nie przychodzi.')
          : say(
              `The connection is broken off (${body.code ?? body.why}).`,
              `Połączenie zostaje zerwane (${body.code ?? body.why}).`,
            ),
      ),
    }
  if (body.status >= 300)
    return {
      answer: 'no',
      finding: 'data-endpoint-failed',
      ms,
      saw: at(host, say(`${body.status} in place of the layer.`, `${body.status} zamiast warstwy.`)),
    }
  return { answer: 'yes', ms, saw: at(host, say('The layer comes.', 'Warstwa przychodzi.')) }
}

function tell(seen: Seen): StepTold | undefined {
  const { layer, data, manifest } = seen
  if (layer) return tellPulled(layer, seen)
  if (data?.length) {
    const failed = data.map(tellWay).find((it) => it)
    if (failed) return failed
    const hosts = data.map(({ host }) => `\`${host}\``).join(', ')
    return {
      ...skipped(
        say(
          `No pull was tried; the way to ${hosts} is open.`,
          `Nie próbowano pobierania; droga do ${hosts} jest otwarta.`,
        ),
      ),
      ms: Math.max(...data.map(({ secured }) => secured?.ms ?? 0)),
    }
  }
  return manifest?.ok && manifest.status === 200
    ? undefined
    : skipped(say('No pull was tried.', 'Nie próbowano pobierania.'))
}

const topics = ['data-endpoint', 'firewall', 'pull'] as const

export const layer = {
  id: 'layer',
  tell,
  findings: {
    'data-endpoint-name': {
      title: say('The host of the layers has no address', 'Host warstw nie ma adresu'),
      means: say(
        'The login server works, but the name that layers come from does not resolve here: with a private endpoint its record is often forgotten.',
        'Serwer logowania działa, ale nazwa, z której pochodzą warstwy, się tu nie rozwiązuje: przy prywatnym punkcie końcowym często brakuje jej rekordu.',
      ),
      symptom: 'data-endpoint-blocked',
      weighs: { 'vnet-config': 5.2, 'client-firewall': 4.4 },
      topics: ['data-endpoint', 'private-endpoint', 'dns'],
    },
    'data-endpoint-timeout': {
      title: say('The host of the layers does not answer', 'Host warstw nie odpowiada'),
      means: say(
        'Login and manifest work, but layers come from another host, which the network does not let through.',
        'Logowanie i manifest działają, ale warstwy pochodzą z innego hosta, do którego sieć nie przepuszcza.',
      ),
      symptom: 'data-endpoint-blocked',
      weighs: { 'client-firewall': 6, 'vnet-config': 3 },
      topics,
    },
    'data-endpoint-failed': {
      title: say('The layers cannot be fetched', 'Nie da się pobrać warstw'),
      means: say(
        'The login server works; the host that layers come from refuses, breaks off, or is not what it should be.',
        'Serwer logowania działa; host, z którego pochodzą warstwy, odmawia, zrywa połączenie albo nie jest tym, czym powinien.',
      ),
      symptom: 'data-endpoint-blocked',
      weighs: { 'client-firewall': 5.6, 'vnet-config': 2.6, 'service-side': 2 },
      topics,
    },
  },
} as const satisfies CheckStepOf<'data-endpoint-name' | 'data-endpoint-timeout' | 'data-endpoint-failed'>
