// Where the bot may call and fetch: hosts of Microsoft's own cloud in which the app lives, or, in local mode and where
// that cloud is itself on loopback, this machine. What an activity says about where it came from is not to be believed.
import { isLoopback } from '../loopback.ts'

export type Cloud = 'public' | 'government' | 'china' | 'local'

const services: Readonly<Record<Cloud, RegExp>> = {
  public: /^smba\.trafficmanager\.net$|(?:^|\.)botframework\.com$|^smba\.infra\.gcc\.teams\.microsoft\.com$/,
  government: /^smba\.infra\.(?:gov|dod)\.teams\.microsoft\.us$|(?:^|\.)botframework\.azure\.us$/,
  china: /(?:^|\.)botframework\.azure\.cn$/,
  local: /^$/,
}
const sharePoint: Readonly<Record<Cloud, RegExp>> = {
  public: /^[\w-]+\.sharepoint\.com$/,
  government: /^[\w-]+\.sharepoint(?:-mil)?\.us$/,
  china: /^[\w-]+\.sharepoint\.cn$/,
  local: /^$/,
}

/** By where its tokens come from; `undefined` is the public cloud. */
export function cloudOf(loginUrl: string | undefined): Cloud {
  const host = URL.parse(loginUrl ?? '')?.hostname ?? ''
  if (isLoopback(host)) return 'local'
  if (host.endsWith('.us')) return 'government'
  return host.endsWith('.cn') ? 'china' : 'public'
}

const mayReach = (hosts: Readonly<Record<Cloud, RegExp>>) => (cloud: Cloud, url: string | URL) => {
  const { protocol = '', hostname = '' } = URL.parse(String(url)) ?? {}
  return cloud === 'local' ? isLoopback(hostname) : protocol === 'https:' && hosts[cloud].test(hostname)
}

/** May the bot answer there? */
export const isService = mayReach(services)
/** May a file be fetched from there? */
export const isFileHost = mayReach(sharePoint)
