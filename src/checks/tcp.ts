// Does anybody answer on port 443?
import type { FindingId } from '../ids.ts'
import type { Trouble } from '../ports.ts'
import type { Text } from '../words/text.ts'
import type { Tried, Way } from './seen.ts'
import { type CheckStepOf, notReached, type StepTold, say, skipped } from './step.ts'

const troubles: Record<Trouble, Text> = {
  timeout: say('no answer', 'brak odpowiedzi'),
  refused: say('refused', 'odmowa'),
  reset: say('broken off', 'zerwane'),
  closed: say('closed', 'zamknięte'),
  unreachable: say('no way there', 'brak drogi'),
  broken: say('failed', 'niepowodzenie'),
}

function outcome(tried: Tried): Text {
  const { address } = tried
  if (tried.ok) return say(`\`${address}\`: open`, `\`${address}\`: otwarty`)
  if (tried.kind === 'forbidden') return say(`\`${address}\`: not tried`, `\`${address}\`: nie próbowano`)
  const { en, pl } = troubles[tried.why]
  return say(`\`${address}\`: ${en}`, `\`${address}\`: ${pl}`)
}

const finds: Record<Trouble, FindingId> = {
  timeout: 'tcp-timeout',
  unreachable: 'tcp-timeout',
  refused: 'tcp-refused',
  reset: 'connection-reset',
  closed: 'connection-reset',
  broken: 'connection-reset',
}

export function tellTcp({ proxy, lookedUp, tried }: Way): StepTold | undefined {
  if (proxy) return skipped(say('The proxy connects.', 'Łączy się serwer proxy.'))
  if (lookedUp && !lookedUp.ok) return skipped(notReached)
  if (!tried) return undefined
  const dialled = tried.filter(({ kind }) => kind !== 'forbidden')
  if (dialled.length === 0) return skipped(notReached)
  const all = dialled.map(outcome)
  const saw = say(`${all.map(({ en }) => en).join('; ')}.`, `${all.map(({ pl }) => pl).join('; ')}.`)
  const open = dialled.find(({ ok }) => ok)
  if (open) return { answer: 'yes', saw, ms: open.ms }
  const ms = Math.max(...dialled.map((it) => it.ms))
  const failed = dialled.flatMap((it) => (it.ok ? [] : [it]))
  const worst = failed.find(({ why }) => why !== 'timeout' && why !== 'unreachable') ?? failed[0]
  const silent = failed.every(({ why }) => why === 'timeout' || why === 'unreachable')
  const finding =
    silent && failed.some(({ kind }) => kind === 'private')
      ? 'private-address-unreachable'
      : finds[worst?.why ?? 'timeout']
  return { answer: 'no', finding, saw, ms }
}

export const tcp = {
  id: 'tcp',
  tell: ({ target, way }) => (target.ok && way ? tellTcp(way) : undefined),
  findings: {
    'private-address-unreachable': {
      title: say('The private address of the registry cannot be reached', 'Prywatny adres rejestru jest nieosiągalny'),
      means: say(
        'The name resolves to a private endpoint, but nothing answers there from this machine: no route, no peering, a firewall, a stale record, or an endpoint that is not approved.',
        'Nazwa prowadzi do prywatnego punktu końcowego, ale z tej maszyny nikt tam nie odpowiada: brak trasy lub peeringu, zapora, nieaktualny rekord albo niezatwierdzony punkt końcowy.',
      ),
      symptom: 'private-endpoint-unreachable',
      weighs: { 'vnet-config': 6.5, 'client-firewall': 2 },
      topics: ['private-endpoint', 'dns', 'vnet'],
    },
    'tcp-timeout': {
      title: say('Nobody answers on port 443', 'Nikt nie odpowiada na porcie 443'),
      means: say(
        'The name resolves, but the connection is dropped on the way: mostly an outgoing firewall of the client’s network.',
        'Nazwa się rozwiązuje, ale połączenie ginie po drodze: najczęściej przez zaporę wyjściową sieci klienta.',
      ),
      symptom: 'client-timeout',
      weighs: { 'client-firewall': 6, 'vnet-config': 2.6 },
      topics: ['firewall'],
    },
    'tcp-refused': {
      title: say('The connection to port 443 is refused', 'Połączenie z portem 443 jest odrzucane'),
      means: say(
        'Something says no at once: a firewall that rejects, or an address where no registry is.',
        'Coś od razu odmawia: zapora, która odrzuca, albo adres, pod którym nie ma rejestru.',
      ),
      symptom: 'login-server-unreachable',
      weighs: { 'client-firewall': 5.8, 'vnet-config': 2.8 },
      topics: ['firewall'],
    },
    'connection-reset': {
      title: say('The connection is broken off', 'Połączenie jest zrywane'),
      means: say(
        'Something on the way resets the connection once it sees which host is meant: a firewall or an inspecting device.',
        'Coś po drodze zrywa połączenie, gdy widzi, o jaki host chodzi: zapora albo urządzenie inspekcyjne.',
      ),
      symptom: 'login-server-unreachable',
      weighs: { 'client-firewall': 6, 'service-side': 1.2 },
      topics: ['firewall', 'tls-inspection'],
    },
  },
} as const satisfies CheckStepOf<'private-address-unreachable' | 'tcp-timeout' | 'tcp-refused' | 'connection-reset'>
