// Secrets made for tests, of every kind, in the ways they are pasted. None was ever anyone's.
import fc from 'fast-check'
import type { SecretKind } from '../../src/paste/redact.ts'

const chars = (alphabet: string, length: number | [number, number]) => {
  const [minLength, maxLength] = typeof length === 'number' ? [length, length] : length
  return fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength })
}
const lower = 'abcdefghijklmnopqrstuvwxyz'
const letters = lower + lower.toUpperCase()
const digits = '0123456789'
const base64 = `${letters}${digits}+/`
const base64url = `${letters}${digits}-_`

/** Letters and digits, at least one of each. */
const random = fc
  .tuple(chars(letters, [6, 20]), chars(digits, [2, 6]), chars(letters + digits, [4, 20]))
  .map((parts) => parts.join(''))
const jwt = fc
  .tuple(chars(base64url, [20, 60]), chars(base64url, [40, 200]), chars(base64url, [40, 90]))
  .map(([head, body, sign]) => `eyJ${head}.eyJ${body}.${sign}`)
const key = fc.array(chars(base64, 64), { minLength: 3, maxLength: 12 }).map((lines) => lines.join('\n'))

/** By kind: what must be gone afterwards, and the text around it. */
type Planted = { secret: string; text: string }
const planted = (secret: fc.Arbitrary<string>, ...wordings: ((secret: string) => string)[]): fc.Arbitrary<Planted> =>
  fc.tuple(secret, fc.constantFrom(...wordings)).map(([secret, words]) => ({ secret, text: words(secret) }))

export const secrets: Record<SecretKind, fc.Arbitrary<Planted>> = {
  'private-key': planted(
    key,
    (it) => `-----BEGIN RSA PRIVATE KEY-----\n${it}\n-----END RSA PRIVATE KEY-----`,
    (it) => `-----BEGIN PRIVATE KEY-----\n${it}\n-----END PRIVATE KEY-----`,
    (it) => `"key": "-----BEGIN PRIVATE KEY-----\\n${it.replaceAll('\n', '\\n')}\\n-----END PRIVATE KEY-----\\n"`,
  ),
  jwt: planted(
    jwt,
    (it) => `token ${it}`,
    (it) => `docker login -u 00000000-0000-0000-0000-000000000000 ${it}`,
    (it) => `"${it}"`,
  ),
  'bearer-token': planted(
    random,
    (it) => `Authorization: Bearer ${it}`,
    (it) => `> authorization: bearer ${it}`,
    (it) => `"access_token":"${it}"`,
    (it) => `curl -H "Authorization: Bearer ${it}" https://contoso.azurecr.io/v2/`,
  ),
  'refresh-token': planted(
    random,
    (it) => `grant_type=refresh_token&refresh_token=${it}&service=contoso.azurecr.io`,
    (it) => `{"refresh_token": "${it}"}`,
    (it) => `"identitytoken": "${it}"`,
  ),
  'basic-auth': planted(
    random.map((it) => btoa(`contoso:${it}`)),
    (it) => `Authorization: Basic ${it}`,
    (it) => `header was "Basic ${it}"`,
  ),
  password: planted(
    random,
    (it) => `docker login contoso.azurecr.io -u contoso -p ${it}`,
    (it) => `docker login -u contoso --password ${it} contoso.azurecr.io`,
    (it) => `kubectl create secret docker-registry x --docker-username=a --docker-password=${it}`,
    (it) => `PASSWORD=${it}`,
    (it) => `password: ${it}`,
    (it) => `"password": "${it}"`,
    (it) => `password = '${it}'`,
    (it) => `REGISTRY_TOKEN=${it}`,
    (it) => `hasło: ${it}`,
    (it) => `az login --service-principal -u app -p "${it}" --tenant t`,
    (it) => `&quot;password&quot;: &quot;${it}&quot;`,
    (it) => `{\\"password\\":\\"${it}\\"}`,
  ),
  'url-password': planted(
    random,
    (it) => `HTTPS_PROXY=http://proxyuser:${it}@proxy.corp:3128`,
    (it) => `https://contoso:${it}@contoso.azurecr.io/v2/`,
  ),
  'registry-password': planted(
    fc.tuple(chars(`${letters}${digits}`, 42), chars(`${letters}${digits}`, 6)).map(([a, b]) => `${a}+ACR${b}`),
    (it) => `az acr credential show gave ${it}`,
    (it) => `{"name": "password", "value": "${it}"}`,
    (it) => `"passwords": [\n  {\n    "name": "password2",\n    "value": "${it}"\n  }\n]`,
  ),
  'docker-auth': planted(
    random.map((it) => btoa(`contoso:${it}`)),
    (it) => `{"auths":{"contoso.azurecr.io":{"auth":"${it}"}}}`,
    (it) => `  .dockerconfigjson: ${it}`,
  ),
  'sas-signature': planted(
    chars(`${letters}${digits}%`, [30, 50]),
    (it) => `https://weumanaged15.blob.core.windows.net/a/data?se=2026-11-23T10%3A00Z&sig=${it}&sp=r`,
    (it) => `?sv=2021-06-08&sig=${it}`,
  ),
  'connection-string': planted(
    chars(base64, 86).map((it) => `${it}==`),
    (it) => `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${it};EndpointSuffix=core.windows.net`,
    (it) => `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=${it}`,
  ),
  'storage-key': planted(
    chars(base64, 86).map((it) => `${it}==`),
    (it) => `the key is ${it}`,
  ),
  'client-secret': planted(
    random,
    (it) => `grant_type=client_credentials&client_secret=${it}`,
    (it) => `AZURE_CLIENT_SECRET=${it}`,
    (it) => `"clientSecret": "${it}"`,
    (it) => `az ad sp --client-secret ${it}`,
  ),
  'api-token': planted(
    chars(`${letters}${digits}`, 36).map((it) => `ghp_${it}`),
    (it) => `git clone with ${it}`,
    (it) => `npm publish ${it.replace('ghp_', 'npm_')}`,
  ),
}

/** Lines that real pastes have around a secret. */
export const noise = fc.constantFrom(
  'Error response from daemon: Get "https://contoso.azurecr.io/v2/": unauthorized: authentication required',
  '2026-11-23T10:00:00.1234567Z ##[error]Process completed with exit code 1.',
  'dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host',
  'nie mogę się zalogować od wczoraj',
  '{"errors":[{"code":"DENIED"}]}',
  '```',
  '',
)
