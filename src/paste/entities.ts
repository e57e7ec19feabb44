// The names and numbers that stand in a paste. Nothing is computed or completed: what is not written is not told.
import ipaddr from 'ipaddr.js'
import { type Clue, clues, follow, type Text, withHints } from './clue.ts'
import type { Entities } from './entity.ts'
import { type AcrHost, acrHosts, misspeltHost } from './hosts.ts'
import { findImage } from './image.ts'
import type { Line } from './lines.ts'
import { whoSpeaks } from './who.ts'

const guid = String.raw`[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}`
const ipv4 = String.raw`(?:\d{1,3}\.){3}\d{1,3}`
const ip = String.raw`(?:${ipv4}|\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?)`
const resourceName = String.raw`[A-Za-z0-9]{5,50}`

/** Words that stand where a registry's name would. */
const notAName =
  /^(?:read|write|delete|action|pull|push|listCredentials|listUsages|importImage|scheduleRun|tasks|replications|webhooks|the|name|registry|myregistry|with|and|for|your|this|resource|acrname|registryname|admin|https?|\d+)$/i

const registries = clues<readonly Clue[]>([
  ['--registry', new RegExp(String.raw`\bacr\b.{0,200}?--registry(?:-name)?[ =]["']?(${resourceName})(?![\w.-])`, 'i')],
  ['registry', new RegExp(String.raw`\b(?:[Rr]egistry name is|to registry:) (${resourceName})(?![\w-]|\.\w)`)],
  ['/registries/', new RegExp(String.raw`\/registries\/(${resourceName})(?![A-Za-z0-9-])`, 'gi')],
  [
    'resource with name',
    new RegExp(String.raw`resource with name '(${resourceName})' and type 'Microsoft\.ContainerRegistry`, 'i'),
  ],
  ['found with name', new RegExp(String.raw`registries can be found with name: (${resourceName})`, 'i')],
  [
    'az acr',
    new RegExp(
      String.raw`\baz acr\b(?! (?:task run|import)).{0,300}?\s(?:-n|--name|-r|--registry)[ =]["']?(${resourceName})(?![\w.-])`,
      'i',
    ),
  ],
  [
    'az acr import',
    new RegExp(String.raw`\baz acr import\b.{0,300}?\s(?:-n|--name)[ =]["']?(${resourceName})(?![\w.-])`, 'i'),
  ],
  ['az acr', new RegExp(String.raw`\baz acr\b.{0,300}?\s(?:-r|--registry)[ =]["']?(${resourceName})(?![\w.-])`, 'i')],
  [
    'azcontainerregistry',
    new RegExp(
      String.raw`AzContainerRegistry\w{0,40}.{0,200}?\s-(?:Name|RegistryName) ["']?(${resourceName})(?![\w.-])`,
      'i',
    ),
  ],
  ['acr', new RegExp(String.raw`--(?:attach-acr|acr)[ =]["']?(${resourceName})(?![\w./-])`, 'i')],
  [
    'regist',
    new RegExp(
      String.raw`(?:container registry|access to registry|\bregistry|rejestru|rejestr) ['"\x60](${resourceName})['"\x60]`,
      'gi',
    ),
  ],
  [
    'name',
    new RegExp(
      String.raw`(?:resource_name|registryName|registry_name|acrName|containerRegistryName)["']?[ \t]?[:=][ \t]?["'](${resourceName})["']`,
      'i',
    ),
  ],
  ['registry name', new RegExp(String.raw`\bRegistry Name: ["']?(${resourceName})["']?`, 'i')],
  ['regist', /\bregistr(?:y|ies) ([a-z0-9]{2,40}(?:cr|acr|reg|registry)\d*)\b/gi],
])

const errorCodes = clues<readonly Clue[]>([
  ['_error', /\b((?:CONNECTIVITY|DOCKER|HELM|NOTARY|LOGIN_SERVER|CMK)_[A-Z_]{0,40}ERROR)\b/],
  ['aadsts', /\b(AADSTS\d{4,7})\b/],
  ['error ', /\b[Ee]rror ([A-Z]{3,12}\d{3,5})\b/],
  ['error:', /(?:^|ERROR: |[\t ])([A-Z][A-Za-z]{5,60}Error):/gm],
  ['failure', /\b([A-Z][a-z]{2,20}(?:[A-Z][a-z]{2,20}){1,5}Failure)\b/],
  [
    'code',
    /\b(?:ERROR CODE|Error code|code|Code|errorCode|"code"|Status code)["']?[ \t]?[:=][ \t]?["']?([A-Z][A-Za-z]{3,60}(?:_[A-Za-z]{1,40}){0,6})(?![\w ]*=)/g,
  ],
  [
    '',
    /\b([A-Z][A-Za-z]{3,60}(?:NotAllowed|Locked|NotSupported|NotValid|NotFound|ValidationError|Failed|Exceeded|InUse|Denied|Unauthorized|ByPolicy))\b(?=[:"'\s)])/g,
  ],
  ['(', /\(([A-Z][A-Za-z]{5,60})\)\s/g],
  ['inaccessible', /\b(Inaccessible[A-Z][a-z]{1,30})\b/],
  [
    '',
    /\b(MANIFEST_UNKNOWN|NAME_UNKNOWN|BLOB_UNKNOWN|MANIFEST_BLOB_UNKNOWN|UNAUTHORIZED|DENIED|TOOMANYREQUESTS|UNSUPPORTED|NAME_INVALID|BLOB_UPLOAD_INVALID|MANIFEST_INVALID)\b/,
  ],
])
const notACode =
  /^(?:Unknown|None|Error|Failed|Warning|Information|Exception|Could|Code|Message|Unexpected|Internal|OK|True|False|NotFound|Forbidden|Unauthorized)$/

/** Codes that only wrap another, which tells more. */
const wrapperCode =
  /^(?:DeploymentFailed|InvalidParameters|BadRequest|BadRequestError|Conflict|ResourceDeploymentFailure|InvalidTemplateDeployment|OperationFailed)$/

const statuses = clues<readonly Clue[]>([
  ['response ', /\bRESPONSE (\d{3})\b/],
  ['response code', /Response code:? ?(\d{3})\b/i],
  [
    'status',
    /(?:HTTP status|failed with status|error status|status code|StatusCode|status_code)["']?(?: from registry| from \S{1,10} request to \S{1,300})?[:= ]{1,3}(?:code )?["'(]?(\d{3})\b/i,
  ],
  ['http', /(?:HTTP\/[\d.]{1,3}|HTTP code|http_code)["']?[:= ]{1,3}["'(]?(\d{3})\b/i],
  ['unexpected status', /unexpected status(?: code)?(?: from \w{1,10} request to \S{1,600})?:? (\d{3})\b/i],
  ['status: ', /\bStatus: (\d{3})\b/i],
  [
    '',
    /\b(\d{3}) (?:Forbidden|Unauthorized|Not Found|Too Many Requests|Service Unavailable|Internal Server Error|Bad Gateway|Gateway Time-?out|Bad Request|Conflict|Method Not Allowed|Proxy Authentication Required)\b/i,
  ],
  [
    '',
    /\b(?:HTTP|error|code|kod|blad|błąd|błędem|status|returned|responded with|a|the|with)(?: error)? (4\d\d|5\d\d)\b(?! ?(?:ms|MB|GB|KB|images|pods|nodes|seconds|minutes|s\b))/i,
  ],
  ['', /\b(4\d\d|5\d\d) (?:error|response|status|from|on|when)\b/],
  [
    '',
    /(?<![\w.:/#-]|\bline )(40[01347]|429|50[0234])(?![\w:-]|\.\d| ?(?:MB|GB|KB|ms|images|pods|nodes|seconds|minutes))/,
  ],
])

const addresses = clues<readonly Clue[]>([
  ['dial tcp', new RegExp(String.raw`\bdial tcp (${ip}):\d{1,5}`, 'i')],
  ['->', new RegExp(String.raw`->(${ip}):443`, 'i')],
  ['', new RegExp(String.raw`(?:Trying|connect to|connecting to|connect:) (${ip})\b`, 'i')],
  ['actual: ', new RegExp(String.raw`Actual: (${ipv4})`, 'i')],
  ['address', new RegExp(String.raw`^Address(?:es)?:[ \t]+(${ipv4})(?!#)[ \t]*$`, 'im')],
  [
    'azurecr',
    new RegExp(String.raw`azurecr\.(?:io|cn|us)\S{0,3}[ \t]+(?:\d{1,9}[ \t]+)?IN[ \t]+A[ \t]+(${ipv4})`, 'i'),
  ],
  [' at ip ', new RegExp(String.raw`\bat IP (${ipv4})`, 'i')],
])
const clientIps = clues<readonly Clue[]>([
  ['client with ip', new RegExp(String.raw`client with IP ['"]?(${ip})['"]? is not allowed`, 'i')],
  ['client', new RegExp(String.raw`client (?:ip|address)\D{0,12}(${ipv4})`, 'i')],
])
const resolvers = clues<readonly Clue[]>([
  ['lookup ', new RegExp(String.raw`\blookup \S{1,300} on (${ip}):53`, 'i')],
  ['server:', new RegExp(String.raw`^Server:[ \t]+(${ip})`, 'im')],
  ['server: ', new RegExp(String.raw`SERVER: (${ip})#53`, 'i')],
  [':53', new RegExp(String.raw`->(${ip}):53\b`, 'i')],
  ['dig', new RegExp(String.raw`\bdig\b.{0,200}@(${ipv4})`, 'i')],
])
/** `user:[removed url-password]@`: no part of a proxy's name. */
const userinfo = String.raw`(?:[^\s"']{0,200}\[removed [a-z-]{1,20}\]@)?`
const proxies = clues<readonly Clue[]>([
  [' proxy: ', new RegExp(String.raw`\bHTTPS? Proxy: ${userinfo}(\S+)`, 'i')],
  ['_proxy', new RegExp(String.raw`https?_proxy[ \t]?[=:][ \t]?["']?${userinfo}([^\s"']+)`, 'i')],
  [
    'proxyconnect',
    new RegExp(String.raw`proxyconnect tcp: dial tcp(?: lookup)? (${ip}:\d{1,5}|[a-z0-9.-]{1,253}:\d{1,5})`, 'i'),
  ],
  ['via proxy', /\bvia proxy (?:at )?(\S{1,253}?)[,.]?(?=\s|$)/i],
  ["(host='", /HTTPSConnectionPool\(host='([^'\n]{0,100}proxy[^'\n]{0,100})'/i],
])
const issuers = clues<readonly Clue[]>([
  ['issuer', /^[ \t*]{0,8}issuer[:=][ \t]?(.{3,200}?)[ \t]{0,200}$/im],
  ['issuer', /\bissuer[:=] ?["']?([^"'\n]{3,160}?)["']?(?:;|$)/im],
  [' i:', /^[ \t]*i:[ \t]?(.{3,200})$/m],
])
const correlationIds = clues<readonly Clue[]>([
  ['correlation', new RegExp(String.raw`correlation[ _-]?(?:request[ _-]?)?id["']?[:= ]{1,3}["']?(${guid})`, 'i')],
])
const resourceGroups = clues<readonly Clue[]>([['/resourcegroups/', /\/resourceGroups\/([\w.()-]{1,90})\//i]])
const subscriptions = clues<readonly Clue[]>([
  ['/subscriptions/', new RegExp(String.raw`\/subscriptions\/(${guid})`, 'i')],
])
const clusterGroups = clues<readonly Clue[]>([
  ['az aks', /\baz aks\b.{0,300}?\s(?:-g|--resource-group)[ =]["']?([\w.()-]{1,90})/i],
])
const clusters = clues<readonly Clue[]>([['az aks', /\baz aks\b.{0,300}?\s(?:-n|--name)[ =]["']?([\w-]{1,63})/i]])
const blobHosts = clues<readonly Clue[]>([
  ['.blob.core.', /\b([a-z0-9]{3,63}\.blob\.core\.(?:windows\.net|chinacloudapi\.cn|usgovcloudapi\.net))\b/i],
])

const privateRanges: readonly string[] = ['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal', 'loopback']

function addressKind(address: string): Entities['addressKind'] {
  if (!ipaddr.isValid(address)) return undefined
  return privateRanges.includes(ipaddr.parse(address).range()) ? 'private' : 'public'
}

/** A port is none, nor is a number past those that HTTP knows. */
const isStatus = (number: string) => /^(?:[123]\d\d|4[0-3]\d|451|499|5[012]\d)$/.test(number)

const unbracketed = (address: string | undefined) => address?.replace(/^\[|\]$/g, '')

/** Which of several registries the paste is about: one named where it failed, else the one named most, the first of equals. */
function mainHost(all: readonly AcrHost[], failing: string): AcrHost | undefined {
  const where = failing.toLowerCase()
  const named = all.filter(({ host }) => where.includes(host.toLowerCase()))
  const hosts = named.length > 0 ? named : all
  const counts = new Map<string, number>()
  for (const { loginServer } of hosts)
    counts.set(loginServer.toLowerCase(), (counts.get(loginServer.toLowerCase()) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return hosts.find(({ loginServer }) => counts.get(loginServer.toLowerCase()) === most)
}

/** `privatelink.azurecr.io` is a DNS zone, not a registry. */
const privateZone = 'privatelink'

type Found = Pick<Entities, 'registry' | 'loginServer' | 'dataEndpoint' | 'region' | 'repository' | 'tag' | 'digest'>

function findNames(paste: Text, failing: string): Found {
  const hosts = acrHosts(paste.text).filter(({ registry }) => registry.toLowerCase() !== privateZone)
  const main = mainHost(hosts, failing)
  const login =
    main &&
    hosts.find(
      ({ kind, loginServer }) => kind === 'login' && loginServer.toLowerCase() === main.loginServer.toLowerCase(),
    )
  const data = hosts.find(({ kind }) => kind === 'data')
  const privatelink = hosts.find(({ kind }) => kind === 'privatelink')
  const registry = main?.registry ?? follow(paste, registries, (name) => !notAName.test(name))
  const loginServer = login?.loginServer ?? (main?.kind === 'geo' ? main.loginServer : undefined)
  const image = findImage(paste, login?.host ?? privatelink?.host ?? main?.loginServer)
  const misspelt = image.repository ? undefined : misspeltHost(paste.text)
  return {
    ...(registry && { registry }),
    ...(loginServer && { loginServer }),
    ...(data && { dataEndpoint: data.host }),
    ...(data?.region && { region: data.region }),
    ...(misspelt ? findImage(paste, misspelt) : image),
  }
}

/** @param failing what the lines say that show best what went wrong */
export function findEntities(lines: readonly Line[], failing: string): Entities {
  const paste = withHints(lines.map(({ text }) => text).join('\n'))
  const address = unbracketed(follow(paste, addresses))
  const kind = address && addressKind(address)
  const status = follow(paste, statuses, isStatus)
  const found: { [K in keyof Entities]: Entities[K] | undefined } = {
    ...findNames(paste, failing),
    blobHost: follow(paste, blobHosts),
    clientIp: unbracketed(follow(paste, clientIps)),
    address,
    addressKind: kind || undefined,
    httpStatus: status === undefined ? undefined : Number(status),
    errorCode:
      follow(paste, errorCodes, (code) => !notACode.test(code) && !wrapperCode.test(code)) ??
      follow(paste, errorCodes, (code) => wrapperCode.test(code)),
    correlationId: follow(paste, correlationIds),
    ...whoSpeaks(paste),
    resolver: unbracketed(follow(paste, resolvers)),
    proxy: follow(paste, proxies)?.replace(/^.*@/, ''),
    tlsIssuer: follow(paste, issuers),
    resourceGroup: follow(paste, resourceGroups),
    subscription: follow(paste, subscriptions),
    cluster: follow(paste, clusters),
    clusterResourceGroup: follow(paste, clusterGroups),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Entities
}
