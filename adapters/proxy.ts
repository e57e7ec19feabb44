// The way out through a proxy, for every request of this process and of its libraries. Node asks for it before anything
// else is loaded (NODE_USE_ENV_PROXY), or by a call that its first releases of version 24 lack.
import http from 'node:http'

const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

export function throughProxy(env: NodeJS.ProcessEnv, log: (line: string) => void): void {
  const asked = proxies.find((name) => env[name])
  if (!asked || env.NODE_USE_ENV_PROXY === '1') return
  if (http.setGlobalProxyFromEnv) http.setGlobalProxyFromEnv(env)
  else
    log(
      `${asked} is set and this Node does not follow it by itself: set NODE_USE_ENV_PROXY=1 too, or take a newer Node`,
    )
}
