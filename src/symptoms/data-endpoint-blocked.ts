// Login and manifest work, layers do not: they come from another host, a data endpoint or blob storage, that the
// client cannot reach. "Login works, pull hangs" is the usual half-opened firewall.
import type { Symptom } from './symptom.ts'

export const dataEndpointBlocked = {
  id: 'data-endpoint-blocked',
  title: {
    en: 'Layers cannot be downloaded: their host is blocked',
    pl: 'Nie można pobrać warstw: ich host jest zablokowany',
  },
  signs: {
    'layer-host-fails': {
      says: ['.data.azurecr.', '.blob.core.windows.net', '.blob.core.chinacloudapi', '.blob.core.usgovcloudapi'],
      and: /EOF|time(?:d )?-?out|refused|reset|no such host|x509|certificate|fail(?:ed|ure|s)?\b|unable|unreachable|misbehaving|forbidden|blocked|denied|canceled|exceeded|NXDOMAIN|could not|can't|SSL|hang/i,
      not: /DNS routing|SharedAccess.{0,200}AuthenticationFailed|storage account|terraform|tfstate/i,
      means: {
        en: 'the request that failed went to the host of the layers, not to the login server',
        pl: 'nie powiodło się żądanie do hosta z warstwami, a nie do serwera logowania',
      },
      weighs: { 'client-firewall': 4.8, 'vnet-config': 2 },
    },
    'layer-copy-fails': {
      says: [
        'failed to copy: httpreadseeker',
        'error pulling image configuration',
        'download failed after attempts',
        'failed commit on ref',
        'filesystem layer verification failed',
        'reading blob sha256',
        'httpreadseeker: failed open',
        'error reading blob from source',
        'unable to copy layer',
        'writing blob: ',
      ],
      not: /404|not found|429|too many|unauthorized/i,
      means: {
        en: 'the manifest was read but a layer was not; layers come from another host',
        pl: 'manifest odczytano, ale warstwy nie; warstwy pochodzą z innego hosta',
      },
      weighs: { 'client-firewall': 3.6, 'vnet-config': 1.3, 'slow-transfer': 0.5 },
    },
    'storage-rejects-header': {
      says: ['invalidauthenticationinfo', 'authentication information is not given in the correct format'],
      means: {
        en: 'the client sent its registry credentials on to the storage, which refuses them: a fault of the client, not of the network',
        pl: 'klient przesłał poświadczenia rejestru do magazynu, który je odrzuca: to błąd klienta, a nie sieci',
      },
      weighs: { 'docker-config': 4.2, 'client-firewall': 1 },
    },
    'foreign-layer-from-mcr': {
      says: ['mcr.microsoft.com/v2/'],
      and: /blobs\/.{0,400}(?:time(?:d )?-?out|EOF|refused|reset|connectex|did not properly respond|no such host|forbidden)/i,
      means: {
        en: "a Windows base layer comes from Microsoft's registry even though the image is in yours",
        pl: 'warstwa bazowa Windows pochodzi z rejestru Microsoftu, choć sam obraz jest w twoim',
      },
      weighs: { 'client-firewall': 4.6 },
      besideAcr: true,
    },
    'talk-layers': {
      talk: { all: ['data-endpoint', 'trouble'] },
      means: {
        en: 'this describes a data endpoint that does not work',
        pl: 'to opis niedziałającego punktu końcowego danych',
      },
      weighs: { 'client-firewall': 3, 'vnet-config': 1.8 },
    },
    'talk-login-works-pull-hangs': {
      talk: { all: ['registry', 'login-works', 'layers-stall'] },
      means: {
        en: 'login works but layers do not: this is typical of a firewall that allows only the login server',
        pl: 'logowanie działa, a pobieranie warstw nie: to typowe dla zapory, która przepuszcza tylko serwer logowania',
      },
      weighs: { 'client-firewall': 4, 'vnet-config': 1.8, 'slow-transfer': 0.8 },
    },
  },
  examples: [
    'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://weumanaged15.blob.core.windows.net/abc/docker/registry/v2/blobs/sha256/ab/data": EOF\nFailed to pull image "contoso.azurecr.io/app:1"',
    'Get "https://contoso.westeurope.data.azurecr.io/abc": dial tcp 20.61.99.20:443: i/o timeout',
    'error pulling image configuration: download failed after attempts=6: dial tcp 20.60.26.30:443: i/o timeout\n(docker pull contoso.azurecr.io/app)',
  ],
  lookalikes: [
    {
      paste: 'Error: uploading to https://tfstate01.blob.core.windows.net/state: 403 AuthorizationFailure',
      is: 'none',
    },
  ],
} as const satisfies Symptom
