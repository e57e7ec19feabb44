// Real errors, as the tools print them, with other names and addresses.
import type { Text } from '../../../src/words/text.ts'

export const examples: readonly { title: Text; shows: string; text: string }[] = [
  {
    title: { en: 'The name does not resolve', pl: 'Nazwy nie ma w DNS' },
    shows: 'lookup contosoapps.azurecr.io: no such host',
    text: `$ docker pull contosoapps.azurecr.io/web/shop:2.14.0
Error response from daemon: Get "https://contosoapps.azurecr.io/v2/": dial tcp: lookup contosoapps.azurecr.io on 10.20.0.53:53: no such host`,
  },
  {
    title: { en: 'My address is not allowed', pl: 'Mój adres nie jest dopuszczony' },
    shows: "denied: client with IP '203.0.113.24'",
    text: `$ docker push contosoapps.azurecr.io/web/shop:2.14.0
The push refers to repository [contosoapps.azurecr.io/web/shop]
denied: client with IP '203.0.113.24' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.`,
  },
  {
    title: { en: 'A private endpoint times out', pl: 'Prywatny punkt końcowy nie odpowiada' },
    shows: 'dial tcp 10.40.2.5:443: i/o timeout',
    text: `$ docker login contosoapps.azurecr.io
Error response from daemon: Get "https://contosoapps.azurecr.io/v2/": dial tcp 10.40.2.5:443: i/o timeout (Client.Timeout exceeded while awaiting headers)`,
  },
  {
    title: { en: 'The certificate is not trusted', pl: 'Certyfikat nie jest zaufany' },
    shows: 'x509: certificate signed by unknown authority',
    text: `$ docker pull contosoapps.azurecr.io/base/node:24
Error response from daemon: Get "https://contosoapps.azurecr.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
  },
  {
    title: { en: 'Kubernetes cannot pull (401)', pl: 'Kubernetes nie może pobrać (401)' },
    shows: 'failed to fetch anonymous token: 401',
    text: `Events:
  Type     Reason     Age                  From               Message
  ----     ------     ----                 ----               -------
  Normal   Scheduled  3m12s                default-scheduler  Successfully assigned shop/web-6c9d8f7b5-x2x8q to aks-nodepool1-31718369-vmss000002
  Normal   Pulling    98s (x4 over 3m11s)  kubelet            Pulling image "contosoapps.azurecr.io/web/shop:2.14.0"
  Warning  Failed     98s (x4 over 3m11s)  kubelet            Failed to pull image "contosoapps.azurecr.io/web/shop:2.14.0": rpc error: code = Unknown desc = failed to pull and unpack image "contosoapps.azurecr.io/web/shop:2.14.0": failed to resolve reference "contosoapps.azurecr.io/web/shop:2.14.0": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://contosoapps.azurecr.io/oauth2/token?scope=repository%3Aweb%2Fshop%3Apull&service=contosoapps.azurecr.io: 401 Unauthorized
  Warning  Failed     98s (x4 over 3m11s)  kubelet            Error: ErrImagePull
  Warning  BackOff    71s (x6 over 3m10s)  kubelet            Back-off pulling image "contosoapps.azurecr.io/web/shop:2.14.0"`,
  },
  {
    title: { en: '“Admin user is disabled”', pl: '„Admin user is disabled”' },
    shows: 'CONNECTIVITY_REFRESH_TOKEN_ERROR, 403',
    text: `$ az acr login --name contosoapps
WARNING: Unable to get AAD authorization tokens with message: An error occurred: CONNECTIVITY_REFRESH_TOKEN_ERROR
Access to registry 'contosoapps.azurecr.io' was denied. Response code: 403. Please try running 'az login' again to refresh permissions.
WARNING: Unable to get admin user credentials with message: Admin user is disabled.
ERROR: Unable to authenticate using AAD or admin login credentials. Please specify both username and password in non-interactive mode.`,
  },
]
