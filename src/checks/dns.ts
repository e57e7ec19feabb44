// Does the name lead to an address, for programs of this machine and in DNS itself?
import type { Text } from '../words/text.ts'
import { addressKind } from './address.ts'
import { chainOf, regionOf, type Way } from './seen.ts'
import { type CheckStepOf, type StepTold, say, skipped } from './step.ts'

const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')

function about(way: Way): Text {
  const { resolved } = way
  const region = regionOf(way)
  const chain = chainOf(way)
  const parts: Text[] = []
  if (chain.length > 0) parts.push(say(` by way of ${list(chain.slice(0, 5))}`, ` przez ${list(chain.slice(0, 5))}`))
  if (region) parts.push(say(`, region ${region}`, `, region ${region}`))
  if (resolved?.server) parts.push(say(` (DNS server ${resolved.server})`, ` (serwer DNS ${resolved.server})`))
  return say(parts.map(({ en }) => en).join(''), parts.map(({ pl }) => pl).join(''))
}

function differs({ lookedUp, resolved }: Way): boolean {
  if (!lookedUp?.ok || !resolved?.ok) return false
  const inDns = new Set(resolved.addresses)
  return !lookedUp.addresses.some((address) => inDns.has(address))
}

/** What programs here are told counts; what DNS itself says tells why. */
export function tellDns(way: Way): StepTold | undefined {
  const { lookedUp, resolved } = way
  if (way.proxy)
    return resolved?.ok
      ? {
          answer: 'yes',
          saw: say(
            `The proxy looks the name up; seen from here: ${list(resolved.addresses.slice(0, 4))}${about(way).en}`,
            `Nazwę sprawdza serwer proxy; stąd widać: ${list(resolved.addresses.slice(0, 4))}${about(way).pl}`,
          ),
          ms: resolved.ms,
        }
      : skipped(say('The proxy looks the name up.', 'Nazwę sprawdza serwer proxy.'))
  if (!lookedUp) return undefined
  const { ms } = lookedUp
  if (lookedUp.ok) {
    const usable = lookedUp.addresses.filter((address) => addressKind(address) !== 'forbidden')
    const [first] = lookedUp.addresses
    if (usable.length === 0)
      return {
        answer: 'no',
        finding: 'no-address',
        ms,
        saw: say(
          `The name leads to ${first ? `\`${first}\`` : 'no address'}, where no registry can be: something answers in place of DNS, such as a filter or the hosts file.`,
          `Nazwa prowadzi do ${first ? `\`${first}\`` : 'żadnego adresu'}, gdzie nie może być rejestru: coś odpowiada zamiast DNS, na przykład filtr albo plik hosts.`,
        ),
      }
    const kinds = new Set(usable.map(addressKind))
    const kind = kinds.has('private') ? say('private', 'prywatny') : say('public', 'publiczny')
    const override = differs(way)
      ? say(
          `. DNS itself says otherwise${resolved?.ok ? ` (${list(resolved.addresses.slice(0, 3))})` : ''}: the hosts file or a local service decides here`,
          `. Sam DNS mówi co innego${resolved?.ok ? ` (${list(resolved.addresses.slice(0, 3))})` : ''}: decyduje tu plik hosts lub usługa lokalna`,
        )
      : say('', '')
    return {
      answer: 'yes',
      ms,
      saw: say(
        `${list(usable.slice(0, 4))} (${kind.en})${about(way).en}${override.en}`,
        `${list(usable.slice(0, 4))} (${kind.pl})${about(way).pl}${override.pl}`,
      ),
    }
  }
  if (!resolved) return undefined
  if (resolved.ok)
    return {
      answer: 'no',
      finding: 'resolver-failed',
      ms,
      saw: say(
        `DNS itself answers ${list(resolved.addresses.slice(0, 3))}, but programs of this machine do not get it: look at nsswitch, the hosts file and the local resolver.`,
        `Sam DNS odpowiada ${list(resolved.addresses.slice(0, 3))}, ale programy na tej maszynie tego nie dostają: sprawdź nsswitch, plik hosts i lokalny resolver.`,
      ),
    }
  const server = resolved.server ? ` (${resolved.server})` : ''
  const after = chainOf(way).at(-1)
  // A resolver that is silent to us, while the system has an answer, is simply not the one that is asked.
  const why =
    resolved.why === 'timeout' && lookedUp.why !== 'timeout' && lookedUp.why !== 'failed' ? lookedUp.why : resolved.why
  switch (why) {
    case 'no-such-name':
      return {
        answer: 'no',
        finding: 'name-not-found',
        ms,
        saw: after
          ? say(
              `The name leads to \`${after}\`, and the DNS server${server} says that this name does not exist.`,
              `Nazwa prowadzi do \`${after}\`, a serwer DNS${server} mówi, że ta nazwa nie istnieje.`,
            )
          : say(
              `The DNS server${server} says that no such name exists.`,
              `Serwer DNS${server} mówi, że takiej nazwy nie ma.`,
            ),
      }
    case 'no-address':
      return {
        answer: 'no',
        finding: 'no-address',
        ms,
        saw: say(`The name exists, but has no address${server}.`, `Nazwa istnieje, ale nie ma adresu${server}.`),
      }
    case 'failed':
      return {
        answer: 'no',
        finding: 'resolver-failed',
        ms,
        saw: say(
          `The DNS server${server} answers ${resolved.code ?? 'with an error'}.`,
          `Serwer DNS${server} odpowiada ${resolved.code ?? 'błędem'}.`,
        ),
      }
    case 'timeout':
      return {
        answer: 'no',
        finding: 'resolver-timeout',
        ms,
        saw: say(
          `The DNS server${server} does not answer for this name.`,
          `Serwer DNS${server} nie odpowiada na pytanie o tę nazwę.`,
        ),
      }
  }
}

export const dns = {
  id: 'dns',
  tell: ({ target, way }) => (target.ok && way ? tellDns(way) : undefined),
  findings: {
    'name-not-found': {
      title: say('No such name in DNS', 'Takiej nazwy nie ma w DNS'),
      means: say(
        'Either the registry is called something else, is in another cloud or was deleted; or this resolver uses a private zone that has no record for it.',
        'Albo rejestr nazywa się inaczej, jest w innej chmurze lub został usunięty; albo ten resolver używa strefy prywatnej, w której brakuje rekordu.',
      ),
      symptom: 'dns-lookup',
      weighs: { 'registry-name': 5.2, 'vnet-config': 3.4, 'client-firewall': 2.4 },
      topics: ['dns'],
    },
    'no-address': {
      title: say('The name has no usable address', 'Nazwa nie ma użytecznego adresu'),
      means: say(
        'DNS knows the name but gives no address that a registry could have: a private zone with an incomplete record, or a DNS filter.',
        'DNS zna nazwę, ale nie podaje adresu, jaki mógłby mieć rejestr: strefa prywatna z niepełnym rekordem albo filtr DNS.',
      ),
      symptom: 'dns-lookup',
      weighs: { 'vnet-config': 4.4, 'client-firewall': 4.2, 'registry-name': 1.5 },
      topics: ['dns'],
    },
    'resolver-failed': {
      title: say('The DNS server fails for this name', 'Serwer DNS zawodzi dla tej nazwy'),
      means: say(
        'The resolver answers with an error: it cannot reach the zone, or its forwarder fails. The name itself may be right.',
        'Resolver odpowiada błędem: nie może dotrzeć do strefy albo zawodzi jego forwarder. Sama nazwa może być dobra.',
      ),
      symptom: 'dns-lookup',
      weighs: { 'client-firewall': 5.2, 'vnet-config': 3.6 },
      topics: ['dns'],
    },
    'resolver-timeout': {
      title: say('The DNS server does not answer', 'Serwer DNS nie odpowiada'),
      means: say(
        'Nobody answered the question for this name: the resolver or the forwarder behind it cannot be reached.',
        'Nikt nie odpowiedział na pytanie o tę nazwę: resolver lub forwarder za nim jest nieosiągalny.',
      ),
      symptom: 'dns-lookup',
      weighs: { 'client-firewall': 5.2, 'vnet-config': 3.8 },
      topics: ['dns'],
    },
  },
} as const satisfies CheckStepOf<'name-not-found' | 'no-address' | 'resolver-failed' | 'resolver-timeout'>
