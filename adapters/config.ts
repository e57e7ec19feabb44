// What the environment asks for, read once at the start, with every problem told at once and the way out of each.
import { isIP } from 'node:net'

export type Config = {
  host: string
  /** 0 picks a free one. */
  port: number
  production: boolean
  playground: boolean
  apiToken?: string
}

type ReadConfig = { ok: true; config: Config } | { ok: false; problems: string[] }

export function readConfig(env: NodeJS.ProcessEnv): ReadConfig {
  const problems: string[] = []
  // An empty variable counts as unset: compose files and Helm charts pass on what they do not have as ''.
  const given = (name: string) => env[name]?.trim() || undefined
  const quoted = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)

  const host = (given('HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1')
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    problems.push(
      `HOST is ${quoted(host)}, which is not an address: set it to an address or name of this machine alone, such as 127.0.0.1 or 0.0.0.0 (the port goes into PORT)`,
    )

  const port = given('PORT') ?? '3978'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    problems.push(
      `PORT is ${quoted(port)}, which is not a port: set it to a number from 0 to 65535 (0 picks a free one), or unset it for 3978`,
    )

  const playground = given('ACR_CHECK_PLAYGROUND')?.toLowerCase()
  if (playground !== undefined && playground !== 'on' && playground !== 'off')
    problems.push(
      `ACR_CHECK_PLAYGROUND is ${quoted(playground)}: set it to on or off, or unset it (then it is off in production only)`,
    )

  // Its value stays out of the message, which ends up in logs.
  const apiToken = given('ACR_CHECK_API_TOKEN')
  if (apiToken !== undefined && !/^[\x21-\x7e]+$/.test(apiToken))
    problems.push(
      'ACR_CHECK_API_TOKEN holds a blank or a letter beyond ASCII, which no HTTP header can carry: make one with "openssl rand -hex 32"',
    )

  if (problems.length > 0) return { ok: false, problems }
  const production = given('NODE_ENV') === 'production'
  return {
    ok: true,
    config: {
      host,
      port: Number(port),
      production,
      playground: playground === 'on' || (playground !== 'off' && !production),
      ...(apiToken !== undefined && { apiToken }),
    },
  }
}
