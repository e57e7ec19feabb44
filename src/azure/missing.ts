// What could not be read, and what would let it be: one line for each permission. Never evidence.
import { say } from '../checks/step.ts'
import type { Text } from '../words/text.ts'
import { shown } from './names.ts'
import { type Permission, permissions } from './permissions.ts'
import type { AzureView, CloudName, NoIdentity, Unread, WhyUnread } from './view.ts'

export type Missing = {
  says: Text
  why: WhyUnread | NoIdentity['why'] | 'not-permitted' | 'other-cloud' | 'cut'
  permission?: string
  scope?: string
  role?: string
}

/** What each permission lets be read. */
const what: Readonly<Record<Permission, Text>> = {
  registry: say('the settings of the registry', 'ustawień rejestru'),
  replications: say('its replicas', 'jego replik'),
  connections: say('its private endpoint connections', 'jego połączeń z prywatnymi punktami końcowymi'),
  usages: say('its quotas', 'jego limitów'),
  agentPools: say('its agent pools', 'jego pul agentów'),
  locks: say('locks', 'blokad'),
  endpoint: say('a private endpoint', 'prywatnego punktu końcowego'),
  zoneGroup: say('the DNS zone group of a private endpoint', 'grupy stref DNS prywatnego punktu końcowego'),
  networkInterface: say('the addresses of a private endpoint', 'adresów prywatnego punktu końcowego'),
  zones: say('private DNS zones', 'prywatnych stref DNS'),
  records: say('records of a private DNS zone', 'rekordów prywatnej strefy DNS'),
  links: say('links of a private DNS zone', 'łączy prywatnej strefy DNS'),
  network: say('a virtual network', 'sieci wirtualnej'),
  subnet: say('a subnet', 'podsieci'),
  securityGroup: say('a network security group', 'grupy zabezpieczeń sieci'),
  routeTable: say('a route table', 'tabeli tras'),
  publicAddress: say('the outbound addresses of the cluster', 'adresów wyjściowych klastra'),
  provider: say('the state of the resource provider', 'stanu dostawcy zasobów'),
  cluster: say('the cluster', 'klastra'),
  assignments: say('role assignments', 'przypisań ról'),
  roleDefinitions: say('role definitions', 'definicji ról'),
  health: say('resource health', 'kondycji zasobu'),
  changes: say('the activity log', 'dziennika aktywności'),
  logs: say('the log of logins', 'dziennika logowań'),
  logTable: say('the table of logins in the log', 'tabeli logowań w dzienniku'),
  workspace: say('the log workspace', 'obszaru roboczego dzienników'),
  find: say('Resource Graph', 'Resource Graph'),
  subscriptions: say('subscriptions', 'subskrypcji'),
}

const because: Readonly<Record<Exclude<WhyUnread, 'forbidden'>, Text>> = {
  'not-found': say('it is not there, or not to be seen', 'tego nie ma albo tego nie widać'),
  throttled: say('Azure limits how much may be asked just now', 'Azure ogranicza teraz liczbę pytań'),
  late: say('the time was up', 'skończył się czas'),
  failed: say('Azure did not answer as it should', 'Azure nie odpowiedział, jak powinien'),
  incomplete: say('the answer lacked what it must have', 'w odpowiedzi brakowało tego, co musi w niej być'),
}

const cloudNames: Readonly<Record<CloudName, string>> = {
  public: 'Azure',
  'us-government': 'Azure US Government',
  china: 'Azure China (21Vianet)',
}

const noIdentity: Readonly<Record<NoIdentity['why'], Text>> = {
  none: say(
    'there is no Azure identity here: log in with `az login`, or set the AZURE_ variables',
    'nie ma tu tożsamości Azure: zaloguj się przez `az login` albo ustaw zmienne AZURE_',
  ),
  expired: say('the secret of the identity has expired', 'sekret tożsamości wygasł'),
  refused: say(
    'the identity is refused: its secret is wrong or was revoked',
    'tożsamość dostała odmowę: jej sekret jest błędny lub unieważniony',
  ),
  'needs-person': say(
    'the account needs a person (multi-factor authentication or a consent): use a service principal or managed identity',
    'konto wymaga człowieka (uwierzytelnianie wieloskładnikowe lub zgoda): użyj jednostki usługi lub tożsamości zarządzanej',
  ),
  late: say('the identity did not answer in time', 'tożsamość nie odpowiedziała na czas'),
  failed: say('Entra ID did not give a token', 'Entra ID nie wydało tokenu'),
}

const nothing = say('Nothing was read from Azure: ', 'Niczego nie odczytano z Azure: ')
const sentence = (text: Text, code?: string): Text => {
  const named = code ? ` (${shown(code)})` : ''
  return say(`${nothing.en}${text.en}${named}.`, `${nothing.pl}${text.pl}${named}.`)
}

const needed = (permission: Permission) => {
  const { action, role } = permissions[permission]
  return { permission: action, role }
}

function notFound({ found }: AzureView): Missing[] {
  if (found.ok) return []
  const { why } = found
  if (why === 'other-cloud') {
    const [registry, identity] = [cloudNames[found.registry], cloudNames[found.identity]]
    return [
      {
        why,
        says: sentence(
          say(
            `the registry is in ${registry}, and this identity belongs to ${identity}`,
            `rejestr jest w ${registry}, a ta tożsamość należy do ${identity}`,
          ),
        ),
      },
    ]
  }
  if (why === 'not-permitted') {
    const { action, role } = permissions[found.permission]
    return [
      {
        why,
        says: sentence(
          say(
            `the identity may not look for registries; it needs \`${action}\` (smallest role: ${role})`,
            `tożsamość nie może szukać rejestrów; potrzebuje \`${action}\` (najmniejsza rola: ${role})`,
          ),
        ),
        ...needed(found.permission),
      },
    ]
  }
  if (why === 'not-found')
    return [
      {
        why,
        says: sentence(
          say(
            `no registry of this name is in what the identity sees (subscriptions: ${found.subscriptions}); it may be in another one, or not exist`,
            `w tym, co widzi tożsamość (subskrypcje: ${found.subscriptions}), nie ma rejestru o tej nazwie; może być w innej albo nie istnieć`,
          ),
        ),
      },
    ]
  if (why === 'throttled') return [{ why, says: sentence(because.throttled, found.code) }]
  const { code } = found as { code?: string }
  return [{ why, says: sentence(noIdentity[why], code) }]
}

/** Every reading that failed, however deep in the view. */
function unreadIn(value: unknown): Unread[] {
  if (typeof value !== 'object' || value === null) return []
  if ('ok' in value && value.ok === false && 'permission' in value && 'scope' in value) return [value as Unread]
  return Object.values(value).flatMap(unreadIn)
}

const cutNames = {
  endpoints: say('private endpoints', 'prywatnych punktów końcowych'),
  zones: say('private DNS zones', 'prywatnych stref DNS'),
  subnets: say('subnets', 'podsieci'),
} as const

export function missingIn(view: AzureView): Missing[] {
  const { found, ...rest } = view
  const once = new Map<string, Missing>()
  const order = Object.keys(permissions)
  const unread = found.ok ? unreadIn(rest) : []
  for (const { why, permission, scope } of unread.toSorted(
    (a, b) =>
      Number(b.why === 'forbidden') - Number(a.why === 'forbidden') ||
      order.indexOf(a.permission) - order.indexOf(b.permission),
  )) {
    const key = `${permission} ${why}`
    if (once.has(key)) continue
    const { action, role } = permissions[permission]
    const { en, pl } = what[permission]
    once.set(key, {
      why,
      scope,
      ...needed(permission),
      says:
        why === 'forbidden'
          ? say(
              `Not allowed to read ${en}: it needs \`${action}\` (smallest role: ${role}).`,
              `Brak uprawnień do odczytu ${pl}: potrzeba \`${action}\` (najmniejsza rola: ${role}).`,
            )
          : say(`Could not read ${en}: ${because[why].en}.`, `Nie udało się odczytać ${pl}: ${because[why].pl}.`),
    })
  }
  const cut = view.cut.map(
    ({ what: of, read, of: all }): Missing => ({
      why: 'cut',
      says: say(`Read ${read} of ${all} ${cutNames[of].en}.`, `Odczytano ${read} z ${all} ${cutNames[of].pl}.`),
    }),
  )
  return [...notFound(view), ...once.values(), ...cut]
}
