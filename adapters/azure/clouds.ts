// The clouds that Azure has: where each one's management, tokens and logs are. Which one an identity belongs to is what
// AZURE_AUTHORITY_HOST says, as Azure's own tools have it.
import type { CloudName } from '../../src/azure/view.ts'

export type Cloud = {
  name: CloudName
  /** Azure Resource Manager, without a slash at its end. */
  arm: string
  /** Log Analytics. */
  logs: string
}

const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: { name: 'public', arm: 'https://management.azure.com', logs: 'https://api.loganalytics.io' },
  'us-government': {
    name: 'us-government',
    arm: 'https://management.usgovcloudapi.net',
    logs: 'https://api.loganalytics.us',
  },
  china: { name: 'china', arm: 'https://management.chinacloudapi.cn', logs: 'https://api.loganalytics.azure.cn' },
}

const authorities: Readonly<Record<string, CloudName>> = {
  'login.microsoftonline.us': 'us-government',
  'login.chinacloudapi.cn': 'china',
  'login.partner.microsoftonline.cn': 'china',
}

/** @param authorityHost as AZURE_AUTHORITY_HOST has it: an address, or the host alone */
export function cloudOf(authorityHost: string | undefined): Cloud {
  const given = authorityHost?.trim().toLowerCase() ?? ''
  const host = given.replace(/^https:\/\//, '').replace(/[/:].*$/, '')
  return clouds[authorities[host] ?? 'public']
}
