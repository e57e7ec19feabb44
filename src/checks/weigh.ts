// What a check is as evidence: the same signs, names and topics that a paste is read into, so that both are judged
// together in judge.ts and fill the same commands.
import type { FoundSign, Reading } from '../evidence.ts'
import type { CauseId, CheckStepId, FindingId, SymptomId } from '../ids.ts'
import type { Entities } from '../paste/entity.ts'
import type { Names } from '../remedies/fill.ts'
import type { Fitting } from '../show.ts'
import type { Lang, Text } from '../words/text.ts'
import type { ToldSteps } from './decide.ts'
import type { Probed } from './pasted.ts'
import { certificateOf, clientIpIn, hasPrivateLink, regionOf, type Seen } from './seen.ts'
import { say } from './step.ts'
import { findings } from './steps.ts'
import { isInspected } from './tls.ts'

const signOf = (id: string, means: Text, weighs: Partial<Record<CauseId, number>>, symptom?: SymptomId): FoundSign => ({
  id: `check-${id}`,
  sign: { means, weighs },
  ...(symptom && { symptom }),
  evidence: [],
})

/** What a step that went well says against a cause, beside a paste that points to it. */
const against: Partial<Record<CheckStepId, { means: Text; weighs: Partial<Record<CauseId, number>> }>> = {
  dns: {
    means: say('From here the name resolves.', 'Stąd nazwa się rozwiązuje.'),
    weighs: { 'registry-name': -4, 'client-firewall': 0.8 },
  },
  registry: {
    means: say('From here the registry answers.', 'Stąd rejestr odpowiada.'),
    weighs: { 'service-side': -2.5, 'registry-name': -2, 'client-firewall': 0.5, throttled: -0.5 },
  },
  token: {
    means: say('From here the login is accepted.', 'Stąd logowanie jest przyjmowane.'),
    weighs: { 'credentials-invalid': -1, 'credentials-expired': -1 },
  },
  manifest: {
    means: say('From here the image is there.', 'Stąd obraz jest widoczny.'),
    weighs: { 'image-not-found': -4, 'credentials-unauthorized': -1 },
  },
}

const at = (place: string, { en, pl }: Text): Text => {
  const name = place.replaceAll('`', "'")
  return say(`At \`${name}\`: ${en}`, `Na \`${name}\`: ${pl}`)
}

const privateLayers = signOf(
  'private-layers',
  say('The host of the layers leads to a private address.', 'Host warstw prowadzi do adresu prywatnego.'),
  { 'vnet-config': 5.5, 'client-firewall': -3 },
)
const hasPrivateLayers = ({ layer, data = [] }: Seen) =>
  [layer?.way, ...data].some((way) => way?.tried?.some(({ ok, kind }) => !ok && kind === 'private'))

/** Whose word it is that there is no such name. */
function whoDenies({ way, suffix, target }: Seen): FoundSign | undefined {
  const resolved = way?.resolved
  const authority = resolved?.authority
  if (hasPrivateLink(way) || authority?.primary.endsWith('azureprivatedns.net'))
    return signOf(
      'private-zone',
      say(
        'A private DNS zone answers for this name, and has no record for it.',
        'Za tę nazwę odpowiada prywatna strefa DNS, w której nie ma dla niej rekordu.',
      ),
      { 'vnet-config': 4, 'registry-name': -3, 'client-firewall': -1 },
    )
  if (!target.ok) return undefined
  if (suffix?.ok === false && suffix.why === 'no-such-name')
    return signOf(
      'no-suffix',
      say(
        `The DNS server knows nothing of \`${target.suffix}\` at all, so it says nothing of this registry: it filters, or has no way to public DNS.`,
        `Serwer DNS w ogóle nie zna \`${target.suffix}\`, więc nic nie mówi o tym rejestrze: filtruje albo nie ma drogi do publicznego DNS.`,
      ),
      { 'client-firewall': 4, 'vnet-config': 2, 'registry-name': -4 },
    )
  if (authority?.zone === target.suffix)
    return signOf(
      'own-zone',
      say(
        `The zone \`${target.suffix}\` itself says that there is no such registry.`,
        `Sama strefa \`${target.suffix}\` mówi, że takiego rejestru nie ma.`,
      ),
      { 'registry-name': 1.5, 'vnet-config': -1.5, 'client-firewall': -1.5 },
    )
  return undefined
}

type Beside = {
  /** Of a paste. */
  reading?: Reading | undefined
  /** Of a probe of the same registry, run on another machine. */
  probed?: Probed | undefined
  /** Of what Azure itself knows. */
  signs?: readonly FoundSign[]
}

export function evidenceOf(
  seen: Seen,
  told: ToldSteps,
  finding: FindingId | null,
  { reading, probed, signs: more = [] }: Beside,
  lang: Lang,
): Reading {
  const found = finding && findings[finding]
  const signs = new Map(reading?.signs)
  if (finding && found) signs.set(`check-${finding}`, signOf(finding, found.means, found.weighs, found.symptom))
  const denied = finding === 'name-not-found' ? whoDenies(seen) : undefined
  if (denied) signs.set(denied.id, denied)
  if (finding?.startsWith('data-endpoint') && hasPrivateLayers(seen)) signs.set('check-private-layers', privateLayers)
  if (probed?.finding && probed.finding !== finding) {
    const { means, weighs, symptom } = findings[probed.finding]
    signs.set('probed', signOf('probed', at(probed.vantage.name, means), weighs, symptom))
  }
  if (reading?.signs.size || probed?.finding)
    for (const [id, { means, weighs }] of Object.entries(against))
      if (told.get(id as CheckStepId)?.answer === 'yes') signs.set(`check-${id}`, signOf(id, means, weighs))
  for (const sign of more) signs.set(sign.id, sign)
  return {
    entities: {
      ...namesIn(seen),
      ...reading?.entities,
      ...(probed?.clientIp && { clientIp: probed.clientIp }),
      ...targetOf(seen),
    },
    topics: new Set(reading?.topics),
    talk: reading?.talk ?? new Set(),
    signs,
    lang,
  }
}

function targetOf({ target }: Seen): Entities {
  return target.ok ? { registry: target.registry, loginServer: target.loginServer } : {}
}

/** What the check learned that commands need. */
function namesIn({ target, way, challenge, token, image, layer, data }: Seen): Entities {
  const [tried] = way?.tried ?? []
  const region = regionOf(way)
  const clientIp = [challenge, token].flatMap((told) => (told?.ok ? (clientIpIn(told) ?? []) : []))[0]
  const host = layer?.host ?? data?.[0]?.host
  const isData = host !== undefined && target.ok && host.endsWith(`.data.${target.suffix}`)
  const certificate = certificateOf(way)
  const resolver = way?.resolved?.server
  return {
    ...(region && { region }),
    ...(clientIp && { clientIp }),
    ...(tried && tried.kind !== 'forbidden' && { address: tried.address, addressKind: tried.kind }),
    ...(isData && { dataEndpoint: host }),
    ...(host && !isData && host !== way?.host && { blobHost: host }),
    ...(image?.named && {
      repository: image.repository,
      ...(image.reference.includes(':') ? { digest: image.reference } : { tag: image.reference }),
    }),
    ...(way?.proxy && { proxy: way.proxy.url }),
    ...(resolver && { resolver }),
    ...(isInspected(certificate) && certificate && { tlsIssuer: certificate.issuer }),
  }
}

/** Which step tells of which symptom of a paste. */
const stepOf: Partial<Record<SymptomId, CheckStepId>> = {
  'dns-lookup': 'dns',
  'client-timeout': 'registry',
  'login-server-unreachable': 'registry',
  'proxy-login-denied': 'registry',
  'private-endpoint-unreachable': 'tcp',
  'ip-denied': 'registry',
  'data-endpoint-blocked': 'layer',
  'tls-untrusted': 'tls',
  unauthorized: 'token',
  'access-denied': 'token',
  'registry-not-found': 'dns',
  'image-not-found': 'manifest',
  throttled: 'registry',
  'slow-transfer': 'speed',
}

const otherwise: Partial<Record<CheckStepId, Text>> = {
  dns: say(
    'Your paste says that the name does not resolve; from here it does: look at the DNS server that the failing machine asks.',
    'Wklejony tekst mówi, że nazwa się nie rozwiązuje; stąd się rozwiązuje: sprawdź serwer DNS, którego pyta maszyna z błędem.',
  ),
  tcp: say(
    'Your paste says that the address cannot be reached; from here it can: look at routes and firewalls of the failing machine.',
    'Wklejony tekst mówi, że adres jest nieosiągalny; stąd jest osiągalny: sprawdź trasy i zapory maszyny z błędem.',
  ),
  tls: say(
    'Your paste says that the certificate is not trusted; from here it is: look at what decrypts traffic near the failing machine.',
    'Wklejony tekst mówi, że certyfikat nie jest zaufany; stąd jest: sprawdź, co odszyfrowuje ruch przy maszynie z błędem.',
  ),
  registry: say(
    'Your paste says that the registry cannot be used; from here it answers: the trouble lies between the failing machine and the registry, or in rules for its address.',
    'Wklejony tekst mówi, że rejestru nie da się użyć; stąd odpowiada: kłopot leży między maszyną z błędem a rejestrem albo w regułach dla jej adresu.',
  ),
  token: say(
    'Your paste says that the login fails; from here another login works: look at the identity that the failing machine uses.',
    'Wklejony tekst mówi, że logowanie się nie udaje; stąd inne logowanie działa: sprawdź tożsamość, której używa maszyna z błędem.',
  ),
  manifest: say(
    'Your paste says that the image is missing; from here it is there.',
    'Wklejony tekst mówi, że obrazu brakuje; stąd jest widoczny.',
  ),
  layer: say(
    'Your paste says that layers do not come; from here they do: look at what the failing machine’s network lets through.',
    'Wklejony tekst mówi, że warstwy nie przychodzą; stąd przychodzą: sprawdź, co przepuszcza sieć maszyny z błędem.',
  ),
}
const confirmed = say(
  'The check sees the same as your paste: confirmed.',
  'Sprawdzenie widzi to samo co wklejony tekst: potwierdzone.',
)
const other = say(
  'From here something else fails first than in your paste: mend this too, or check from the failing machine.',
  'Stąd najpierw zawodzi coś innego niż we wklejonym tekście: napraw także to albo sprawdź z maszyny z błędem.',
)

/** What the check says of the paste's first symptom. */
export function compare(symptoms: readonly { id: SymptomId }[], told: ToldSteps, finding: FindingId | null): Text[] {
  const [first] = symptoms
  if (!first) return []
  if (finding && symptoms.some(({ id }) => id === findings[finding].symptom)) return [confirmed]
  const step = stepOf[first.id]
  if (!step) return []
  const answer = told.get(step)?.answer
  if (answer === 'yes') return [otherwise[step] ?? []].flat()
  return finding && findings[finding].verdict !== 'unknown' ? [other] : []
}

/** What decides which steps fit: with what the findings are about, and with the names that Azure tells. */
export function fitting(evidence: Reading, found: readonly (FindingId | null | undefined)[], names: Names): Fitting {
  const { resourceGroup, subscription } = names
  const about = found.flatMap((finding) => (finding && findings[finding].topics) ?? [])
  return {
    topics: new Set([...evidence.topics, ...about]),
    // A paste tells more exactly what fails, but its group may be another resource's.
    entities: { ...names, ...evidence.entities, ...(resourceGroup && { resourceGroup, subscription }) },
  }
}
