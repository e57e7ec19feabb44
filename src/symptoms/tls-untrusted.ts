// TLS was refused by the client: mostly a company proxy that re-signs, whose CA this component does not know.
// With a privatelink name in the address it is the wrong name instead.
import type { Symptom } from './symptom.ts'

export const tlsUntrusted = {
  id: 'tls-untrusted',
  title: { en: "The registry's certificate is not trusted here", pl: 'Certyfikat rejestru nie jest tu zaufany' },
  signs: {
    'unknown-authority': {
      says: [
        'signed by unknown authority',
        'certificate verify failed',
        'certificate_verify_failed',
        'self signed certificate',
        'self-signed certificate',
        'unable to get local issuer',
        'pkix path',
        'unable to find valid certification path',
        'unable_to_verify_leaf',
        'unable to verify the first certificate',
        'connectivity_ssl_error',
        'unable to establish a secure connection to the registry',
        'could not establish trust relationship',
        'remote certificate is invalid',
        'ssl certificate problem',
        'failed to verify certificate',
        'certificate is not trusted',
        'unable_to_get_issuer',
        'x509: certificate signed',
        'untrusted root',
        'certificate signature failure',
        'sslhandshakeexception',
        'unknown ca',
        'bad certificate',
        'partialchain',
        'certificate chain',
      ],
      not: /has expired|not yet valid|is valid for|privatelink/i,
      means: {
        en: 'the certificate is signed by an authority that this component does not know, as behind a proxy with TLS inspection',
        pl: 'certyfikat podpisał urząd, którego ten komponent nie zna, jak za serwerem proxy z inspekcją TLS',
      },
      weighs: { 'client-firewall': 5, 'docker-config': 0.5 },
    },
    'certificate-expired': {
      says: [
        'certificate has expired',
        'certificate is expired',
        'not yet valid',
        'cert_has_expired',
        'certificate expired',
      ],
      means: {
        en: 'the certificate is out of date, or the clock of this machine is wrong; ACR renews its own certificate long before',
        pl: 'certyfikat jest przeterminowany albo zegar tej maszyny jest źle ustawiony; ACR odnawia swój certyfikat dużo wcześniej',
      },
      weighs: { 'client-firewall': 4, 'service-side': 2 },
    },
    'wrong-host': {
      says: [
        'certificate is valid for',
        'hostname mismatch',
        "doesn't match",
        'does not match target host',
        'no alternative certificate subject name',
        'err_tls_cert_altname_invalid',
        'hostname/ip does not match',
        'no subject alternative',
      ],
      and: /certificate|cert|tls|ssl|hostname/i,
      not: /privatelink/i,
      means: {
        en: 'the certificate is for another name: something else answers',
        pl: 'certyfikat jest dla innej nazwy: odpowiada coś innego',
      },
      weighs: { 'client-firewall': 3.8, 'registry-name': 1.6, 'vnet-config': 1.8 },
    },
    'privatelink-name-in-tls': {
      says: ['.privatelink.azurecr.'],
      and: /certificate|x509|tls|ssl/i,
      means: {
        en: 'the certificate never covers the privatelink name; clients must use the public name',
        pl: 'certyfikat nigdy nie obejmuje nazwy privatelink; klienci muszą używać nazwy publicznej',
      },
      weighs: { 'vnet-config': 5, 'registry-name': 3.4, 'client-firewall': -1 },
      proves: true,
    },
    'address-instead-of-name': {
      says: ['any ip sans', 'no ip sans'],
      means: {
        en: 'the client used an address; certificates cover only the name',
        pl: 'klient użył adresu; certyfikaty obejmują tylko nazwę',
      },
      weighs: { 'vnet-config': 4, 'registry-name': 2.6 },
    },
    'foreign-issuer': {
      says: ['issuer'],
      and: /issuer\s{0,3}[=:].{0,160}?\b(?:CN|O)\s?=/i,
      not: /Microsoft|DigiCert|Entrust|Baltimore/i,
      means: {
        en: 'the issuer of the certificate is neither Microsoft nor DigiCert: TLS is intercepted',
        pl: 'wystawcą certyfikatu nie jest Microsoft ani DigiCert: TLS jest przechwytywany',
      },
      weighs: { 'client-firewall': 4.8 },
    },
    'talk-tls': {
      talk: { all: ['registry', 'tls-inspection'] },
      means: {
        en: 'this describes TLS inspection on the way to the registry',
        pl: 'to opis inspekcji TLS na drodze do rejestru',
      },
      weighs: { 'client-firewall': 3.6 },
    },
  },
  examples: [
    'Get "https://contoso.azurecr.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'Get "https://contoso.azurecr.io/v2/": x509: certificate has expired or is not yet valid: current time 2026-11-23T11:06:19Z is after 2025-01-01T00:00:00Z',
    "An error occurred: CONNECTIVITY_SSL_ERROR\nUnable to establish a secure connection to the registry 'contoso.azurecr.io'. Are you using a proxy server?",
    'Get https://contoso.privatelink.azurecr.io/v2/: x509: certificate is valid for *.azurecr.io, not contoso.privatelink.azurecr.io',
  ],
  lookalikes: [
    { paste: 'npm ERR! self signed certificate in certificate chain https://registry.npmjs.org/left-pad', is: 'none' },
  ],
} as const satisfies Symptom
