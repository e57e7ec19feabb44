// The names and numbers that stand in a paste. Nothing is computed or completed: what is not written is not told.
import ipaddr from 'ipaddr.js'
import { acrHosts, type AcrHost, wrongSuffix } from './hosts.ts'
import type { Line } from './lines.ts'

/** What stands in the paste, in the paste's own spelling. */
export type Entities = {
  /** The resource's name: `acrhelios` of `acrhelios-b7c1d0e2f3a4b5c6.azurecr.io`. */
  registry?: string
  loginServer?: string
  dataEndpoint?: string
  /** Blob storage host that a layer was fetched from. */
  blobHost?: string
  region?: string
  repository?: string
  tag?: string
  digest?: string
  /** The client's address as ACR saw it. */
  clientIp?: string
  /** The address that the client tried, and what kind it is. */
  address?: string
  addressKind?: 'private' | 'public'
  httpStatus?: number
  errorCode?: string
  correlationId?: string
  /** The tool that printed the error. */
  client?: string
  /** The part that made the failing request, where it is not the client itself (acr-facts 1.3). */
  component?: string
  resolver?: string
  proxy?: string
  tlsIssuer?: string
  /** The Azure service that failed to use the registry. */
  service?: string
  operation?: 'login' | 'pull' | 'push' | 'build' | 'import' | 'settings' | 'scan'
  resourceGroup?: string
  subscription?: string
  cluster?: string
  clusterResourceGroup?: string
}

const guid = String.raw`[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}`
const ipv4 = String.raw`(?:\d{1,3}\.){3}\d{1,3}`
const ip = String.raw`(?:${ipv4}|\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?)`
const resourceName = String.raw`[A-Za-z0-9]{5,50}`

/** The first group of the first pattern that matches a line; earlier patterns and earlier lines win. */
function first(lines: readonly Line[], patterns: readonly RegExp[], accept: (found: string) => boolean = () => true) {
  for (const pattern of patterns)
    for (const { text } of lines) {
      const found = pattern.exec(text)
      const value = found?.slice(1).find((group) => group !== undefined)
      if (value && accept(value)) return value
    }
  return undefined
}

const notAName = /^(?:read|write|delete|action|pull|push|listCredentials|listUsages|importImage|scheduleRun|tasks|replications|webhooks|the|name|registry|myregistry|with|and|for|your|this|resource|acrname|registryname|admin|https?)$/i

const registryWords = [
  new RegExp(String.raw`\/registries\/(${resourceName})(?![A-Za-z0-9-])`, 'i'),
  new RegExp(String.raw`resource with name '(${resourceName})' and type 'Microsoft\.ContainerRegistry`, 'i'),
  new RegExp(String.raw`registries can be found with name: (${resourceName})`, 'i'),
  new RegExp(String.raw`Microsoft\.ContainerRegistry\/registries\/(${resourceName})`, 'i'),
  new RegExp(String.raw`\baz acr\b(?! (?:task run|import)).*?\s(?:-n|--name|-r|--registry)[ =]["']?(${resourceName})(?![\w.-])`, 'i'),
  new RegExp(String.raw`\baz acr import\b.*?\s(?:-n|--name)[ =]["']?(${resourceName})(?![\w.-])`, 'i'),
  new RegExp(String.raw`\baz acr\b.*?\s(?:-r|--registry)[ =]["']?(${resourceName})(?![\w.-])`, 'i'),
  new RegExp(String.raw`--(?:attach-acr|acr)[ =]["']?(${resourceName})(?![\w./-])`, 'i'),
  new RegExp(String.raw`(?:container registry|access to registry|\bregistry|rejestru|rejestr) ['"\x60](${resourceName})['"\x60]`, 'i'),
  new RegExp(String.raw`(?:resource_name|registryName|registry_name|acrName|containerRegistryName|azurerm_container_registry\.\w+:.*?\bname)["']?\s*[:=]\s*["'](${resourceName})["']`, 'i'),
  new RegExp(String.raw`\bRegistry Name: ["'](${resourceName})["']`, 'i'),
  /\bregistr(?:y|ies) ([a-z0-9]{2,40}(?:cr|acr|reg|registry)\d*)\b/i,
  new RegExp(String.raw`Container Registry Name: ["']?(${resourceName})["']?`, 'i'),
]

const imageAfterHost = (host: string) =>
  new RegExp(
    String.raw`${host.replace(/[.*]/g, String.raw`\$&`)}\/(?:v2\/)?([a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?`,
    'gi',
  )
const apiPath = /\/v2\/([a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*?)\/(?:manifests|blobs|tags)\/(?:uploads|list|(sha256:[0-9a-f]{64})|([\w][\w.-]{0,127}))?/i
const scopePath = /scope=repository(?:%3A|:)([a-z0-9._/%-]+?)(?:%3A|:)/i
const imageWords = [
  /--repository[ =]["']?([a-z0-9][a-z0-9._/-]*)/i,
  /--image[ =]["']?([a-z0-9][a-z0-9._/-]*)(?::([\w][\w.-]{0,127}))?(?=["'\s]|$)/i,
  /Building image '([a-z0-9][a-z0-9._/-]*)' with tags ([\w][\w.-]{0,127})/i,
  /repository ["'`]([a-z0-9][a-z0-9._/-]*)["'`](?: .*?tag ["'`]([\w][\w.-]{0,127})["'`])?/i,
  /manifest for ([a-z0-9][a-z0-9._/-]*):([\w][\w.-]{0,127}) not found/i,
]
const tagWords = [/manifest tagged by "([^"]{1,128})" is not found/i, /Using default tag: ([\w.-]+)/i, /"Tag"\s*:\s*"([\w.-]{1,128})"/]

/** A host with a typo still tells which image was meant. */
const misspeltHost = (text: string) => wrongSuffix.exec(text)?.[1]

type Image = Pick<Entities, 'repository' | 'tag' | 'digest'>

/** Registry's own API words that stand where a repository would. */
const apiWord = /^(?:v2|oauth2|token|exchange|_catalog|acr|login|com|azurecr)$/i
const trimName = (name: string) => name.replace(/[._/-]+$/, '')

function findImage(lines: readonly Line[], host: string | undefined): Image {
  const found: Image = {}
  const take = (repository?: string, tag?: string, digest?: string) => {
    const name = repository && trimName(repository)
    if (!name || apiWord.test(name.split('/')[0] ?? '')) return
    if (found.repository && found.repository !== name) return
    found.repository = name
    if (tag && !found.tag) found.tag = trimName(tag)
    if (digest && !found.digest) found.digest = digest
  }
  const prefix = host ? [imageAfterHost(host)] : []
  for (const { text } of lines) {
    const path = apiPath.exec(text)
    if (path) take(path[1], path[3], path[2])
    for (const pattern of prefix) for (const match of text.matchAll(pattern)) if (!/\/(?:manifests|blobs)\//.test(match[0])) take(match[1], match[2], match[3])
    const scope = scopePath.exec(text)
    if (scope?.[1]) take(scope[1].replaceAll('%2F', '/').replaceAll('%2f', '/'))
  }
  if (!found.repository)
    for (const pattern of [/\*\*\*\/([a-z0-9][a-z0-9._/-]*)(?::([\w][\w.-]{0,127}))?/i, ...imageWords])
      for (const { text } of lines) {
        const match = pattern.exec(text)
        if (match && !found.repository && !/^(?:https?|v2)\b/.test(match[1] ?? '') && !/\.[a-z]+\//.test(match[1] ?? '')) take(match[1], match[2])
      }
  const tag = found.tag ?? first(lines, tagWords)
  const digest = found.digest ?? first(lines, [/(?:@|manifests\/|blobs\/)(sha256:[0-9a-f]{64})/])
  return { ...found, ...(tag && { tag }), ...(digest && { digest }) }
}

const errorCodes = [
  /\berror ([A-Z]{3,}\d{3,5})\b/,
  /\b((?:CONNECTIVITY|DOCKER|HELM|NOTARY|LOGIN_SERVER|CMK)_[A-Z_]*ERROR)\b/,
  /\b(AADSTS\d{4,7})\b/,
  /\b(?:ERROR CODE|Error code|code|Code|errorCode|"code"|Status code)["']?\s*[:=]\s*["']?([A-Z][A-Za-z]{3,}(?:_?[A-Za-z]+)*)(?![\w ]*=)/,
  /\b([A-Z][A-Za-z]{3,60}(?:NotAllowed|NotSupported|NotValid|NotFound|Inaccessible\w*|ValidationError|Failed|Exceeded|InUse|Denied|Disallowed\w*|Unauthorized|ByPolicy))\b(?=[:"'\s)])/,
  /\((\b[A-Z][A-Za-z]{5,60})\)\s/,
  /\b(Inaccessible[A-Z][a-z]+)\b/,
  /\b(MANIFEST_UNKNOWN|NAME_UNKNOWN|BLOB_UNKNOWN|MANIFEST_BLOB_UNKNOWN|UNAUTHORIZED|DENIED|TOOMANYREQUESTS|UNSUPPORTED|NAME_INVALID|BLOB_UPLOAD_INVALID|MANIFEST_INVALID)\b/,
]
const notACode = /^(?:Unknown|None|Error|Failed|Warning|Information|Exception|Could|Code|Message|Unexpected|Internal|OK|True|False|NotFound|Forbidden|Unauthorized)$/

const statuses = [
  /\bRESPONSE (\d{3})\b/,
  /Response code:? ?(\d{3})\b/i,
  /(?:HTTP status|failed with status|error status|status code|StatusCode|status_code|HTTP\/[\d.]+|HTTP code|http_code)["']?(?: from registry| from \S+ request to \S+)?[:= ]{1,3}(?:code )?["'(]?(\d{3})\b/i,
  /unexpected status(?: code)?(?: from \w+ request to \S+)?:? (\d{3})\b/i,
  /\bStatus: (\d{3})\b/i,
  /\b(\d{3}) (?:Forbidden|Unauthorized|Not Found|Too Many Requests|Service Unavailable|Internal Server Error|Bad Gateway|Gateway Time-?out|Bad Request|Conflict|Method Not Allowed|Proxy Authentication Required)\b/i,
  /\b(?:HTTP|error|Error|code|kod|blad|błąd|błędem|status|returned|responded with|a|the|with)(?: error)? (4\d\d|5\d\d)\b(?! ?(?:ms|MB|GB|KB|images|pods|nodes|seconds|minutes|s\b))/,
  /\b(4\d\d|5\d\d) (?:error|response|status|from|on|when)\b/,
  /(?<![\w.:/-])(40[01347]|429|50[0234])(?![\w:-]|\.\d| ?(?:MB|GB|KB|ms|images|pods|nodes|seconds|minutes))/,
]

const addressed = [
  new RegExp(String.raw`\bdial tcp (${ip}):\d+`, 'i'),
  new RegExp(String.raw`(?:->)(${ip}):443`, 'i'),
  new RegExp(String.raw`(?:Trying|connect to|Failed to connect to|connecting to|connect:) (${ip})\b`, 'i'),
  new RegExp(String.raw`Actual: (${ipv4})`, 'i'),
  new RegExp(String.raw`^Address(?:es)?:\s+(${ipv4})(?!#)\s*$`, 'i'),
  new RegExp(String.raw`azurecr\.(?:io|cn|us)\S*\s+(?:\d+\s+)?IN\s+A\s+(${ipv4})`, 'i'),
  new RegExp(String.raw`\bat IP (${ipv4})`, 'i'),
]

const azureServices: readonly (readonly [RegExp, string])[] = [
  [/DockerApiException|Pulling docker image|App Service|azurewebsites|Function App|WEBSITE_|Attempting to pull image/i, 'app-service'],
  [/Container Apps?\b|containerapps?\b|Failed to construct registry secret|ContainerAppSystemLogs/i, 'container-apps'],
  [/InaccessibleImage|container group|Container Instances?\b|\bACI\b|az container create/i, 'container-instances'],
  [/kubelet|ErrImagePull|ImagePullBackOff|\bAKS\b|az aks|kubectl|default-scheduler/i, 'aks'],
  [/az acr (?:build|run|task)|scheduleRun|TasksOperationsNotAllowed|ACR Tasks?\b|ran out of retries/i, 'acr-tasks'],
  [/Defender|Security Center/i, 'defender'],
  [/ImageBuildCompute|Azure ?ML|Machine Learning|az ml /i, 'machine-learning'],
  [/EdgeAgent|iotedge|IoT Edge|Azure\.Devices\.Edge/i, 'iot-edge'],
]

const clients: readonly (readonly [RegExp, string])[] = [
  [/\bkubelet\b|ErrImagePull|ImagePullBackOff|Failed to pull image/i, 'kubelet'],
  [/az acr (?:build|run|task)|ran out of retries|failed to run step ID/i, 'acr-tasks'],
  [/DockerApiException|Attempting to pull image/i, 'app-service'],
  [/kaniko|error checking push permissions/i, 'kaniko'],
  [/\bskopeo\b|level=fatal msg="(?:authenticating creds|initializing source|Error parsing image name)/i, 'skopeo'],
  [/\bpodman\b|^Error: (?:authenticating creds|initializing source)|Trying to pull \S+\.\.\./i, 'podman'],
  [/\bbuildah\b/i, 'buildah'],
  [/\boras\b/i, 'oras'],
  [/\bcrane\b/i, 'crane'],
  [/\bhelm\b/i, 'helm'],
  [/\bterraform\b|azurerm_/i, 'terraform'],
  [/buildx|failed to solve|buildkit/i, 'buildkit'],
  [/An error occurred: (?:CONNECTIVITY|DOCKER)_|az acr|az aks|HTTPSConnectionPool|registry login server|cli\.azure\.cli|Looks like you don't have access to registry|AAD authorization tokens/i, 'az-cli'],
  [/failed to pull and unpack|containerd|crictl|nerdctl/i, 'containerd'],
  [/Error response from daemon|\bdocker\b/i, 'docker'],
  [/^curl: \(|curl -/i, 'curl'],
  [/openssl s_client|CONNECTED\(0/i, 'openssl'],
  [/;; (?:Got answer|QUESTION SECTION|connection timed out)|\*\* server can't find|^Server:\s/i, 'nslookup'],
]

/** acr-facts 1.3: which part made the request, told by its wording. */
const components: readonly (readonly [RegExp, string])[] = [
  [/Error response from daemon/i, 'docker-daemon'],
  [/failed to solve|failed to do request: Head/i, 'buildkit'],
  [/failed to pull and unpack image|rpc error: code = \w+ desc = failed to/i, 'containerd'],
  [/HTTPSConnectionPool\(|An error occurred: CONNECTIVITY_/i, 'azure-cli'],
  [/DockerApiException|Docker\.DotNet/i, 'app-service-platform'],
]

const operations: readonly (readonly [RegExp, NonNullable<Entities['operation']>])[] = [
  [/az acr import|importImage/i, 'import'],
  [/az acr build|docker build|failed to solve|buildx build/i, 'build'],
  [/docker push|The push refers to|Pushing|blobs\/uploads|push permission|failed to push|:push\b/i, 'push'],
  [/Failed to pull image|docker pull|Pulling from|Trying to pull|pull access denied|:pull\b|Image pull|manifests\//i, 'pull'],
  [/docker login|az acr login|login attempt|authenticating creds|helm registry login|podman login/i, 'login'],
  [/network-rule|firewall and virtual network settings|public-network-enabled|Networking blade/i, 'settings'],
]

const firstOf = <T>(text: string, table: readonly (readonly [RegExp, T])[]) => table.find(([pattern]) => pattern.test(text))?.[1]

export function addressKind(address: string): Entities['addressKind'] {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(bare)) return undefined
  return ['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal', 'loopback'].includes(ipaddr.parse(bare).range()) ? 'private' : 'public'
}

/** Which of several registries the paste is about: the one named most, the first of equals. */
function mainHost(hosts: readonly AcrHost[]): AcrHost | undefined {
  const counts = new Map<string, number>()
  for (const { loginServer } of hosts) counts.set(loginServer.toLowerCase(), (counts.get(loginServer.toLowerCase()) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return hosts.find(({ loginServer }) => counts.get(loginServer.toLowerCase()) === most)
}

export function findEntities(lines: readonly Line[]): Entities {
  const whole = lines.map(({ text }) => text).join('\n')
  const hosts = lines.flatMap(({ text }) => acrHosts(text))
  const main = mainHost(hosts)
  const login = main && hosts.find((host) => host.kind === 'login' && host.loginServer.toLowerCase() === main.loginServer.toLowerCase())
  const data = hosts.find(({ kind }) => kind === 'data')
  const privatelink = hosts.find(({ kind }) => kind === 'privatelink')
  const blob = /\b([a-z0-9]{3,63}\.blob\.core\.(?:windows\.net|chinacloudapi\.cn|usgovcloudapi\.net))\b/i.exec(whole)?.[1]
  const registry = main?.registry ?? first(lines, registryWords, (name) => !notAName.test(name) && !/^\d+$/.test(name))
  const named = findImage(lines, login?.host ?? privatelink?.host ?? main?.loginServer)
  const image = named.repository ? named : findImage(lines, misspeltHost(whole) ?? main?.loginServer)
  const clientIp = first(lines, [new RegExp(String.raw`client with IP '?(${ip})'? is not allowed`, 'i'), new RegExp(String.raw`client (?:ip|address)\D{0,12}(${ipv4})`, 'i')])
  const address = first(lines, addressed)?.replace(/^\[|\]$/g, '')
  const kind = address && addressKind(address)
  const status = first(lines, statuses)
  const errorCode = first(lines, errorCodes, (code) => !notACode.test(code))
  const correlationId = first(lines, [new RegExp(String.raw`correlation[\s_-]?(?:request[\s_-]?)?id["']?[:= ]+["']?(${guid})`, 'i')])
  const resolver = first(lines, [
    new RegExp(String.raw`\blookup \S+ on (${ip}):53`, 'i'),
    new RegExp(String.raw`^Server:\s+(${ip})`, 'i'),
    new RegExp(String.raw`SERVER: (${ip})#53`, 'i'),
    new RegExp(String.raw`->(${ip}):53\b`, 'i'),
  new RegExp(String.raw`\bdig\b.*@(${ipv4})`, 'i'),
  ])?.replace(/^\[|\]$/g, '')
  const proxy = first(lines, [
    /\bHTTPS? Proxy: (\S+)/i,
    /https?_proxy\s*[=:]\s*["']?([^\s"']+)/i,
    new RegExp(String.raw`proxyconnect tcp: dial tcp(?: lookup)? (${ip}:\d+|[a-z0-9.-]+:\d+)`, 'i'),
    /\bvia proxy (?:at )?(\S+?)[,.]?(?=\s|$)/i,
    /HTTPSConnectionPool\(host='([^']*proxy[^']*)'/i,
  ])
  const tlsIssuer = first(lines, [/^\s*\*?\s*issuer[:=]\s*(.{3,200}?)\s*$/i, /\bissuer[:=] ?["']?([^"'\n]{3,160}?)["']?(?:;|$)/i, /^\s*i:\s?(.{3,200})$/])
  const client = firstOf(whole, clients)
  const component = firstOf(whole, components)
  const service = firstOf(whole, azureServices)
  const operation = firstOf(whole, operations)
  const resourceGroup = first(lines, [/\/resourceGroups\/([\w.()-]{1,90})\//i])
  const subscription = first(lines, [new RegExp(String.raw`\/subscriptions\/(${guid})`, 'i')])
  const clusterResourceGroup = first(lines, [/\baz aks\b.*?\s(?:-g|--resource-group)[ =]["']?([\w.()-]+)/i])
  const cluster = first(lines, [/\baz aks\b.*?\s(?:-n|--name)[ =]["']?([\w-]+)/i])
  return {
    ...(registry && { registry }),
    ...((login ?? (main && main.kind !== 'privatelink' && !data ? main : undefined)) && { loginServer: (login ?? main)?.loginServer ?? '' }),
    ...(data && { dataEndpoint: data.host }),
    ...(blob && { blobHost: blob }),
    ...(data?.region && { region: data.region }),
    ...image,
    ...(clientIp && { clientIp }),
    ...(address && { address }),
    ...(kind && { addressKind: kind }),
    ...(status && { httpStatus: Number(status) }),
    ...(errorCode && { errorCode }),
    ...(correlationId && { correlationId }),
    ...(client && { client }),
    ...(component && { component }),
    ...(resolver && { resolver }),
    ...(proxy && { proxy }),
    ...(tlsIssuer && { tlsIssuer }),
    ...(service && { service }),
    ...(operation && { operation }),
    ...(resourceGroup && { resourceGroup }),
    ...(subscription && { subscription }),
    ...(cluster && { cluster }),
    ...(clusterResourceGroup && { clusterResourceGroup }),
  }
}
