// What a value from a paste may look like before it is believed and before it may stand in a command. Nothing that
// passes needs quoting in bash, PowerShell or cmd.

export const grammar = {
  registry: /^[a-z0-9]{5,50}$/i,
  loginServer: /^[a-z0-9][a-z0-9-]{3,62}[a-z0-9]\.azurecr\.(?:io|cn|us)$/i,
  dataEndpoint: /^[a-z0-9][a-z0-9-]{3,62}\.[a-z0-9]{2,40}\.data\.azurecr\.(?:io|cn|us)$/i,
  region: /^[a-z]{2,30}\d?$/,
  repository: /^[a-z0-9]+(?:[._-]{1,2}[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]{1,2}[a-z0-9]+)*)*$/,
  tag: /^\w[\w.-]{0,127}$/,
  digest: /^sha256:[0-9a-f]{64}$/,
  /** A network rule takes public IPv4 only. */
  clientIp:
    /^(?!(?:0|10|127)\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/,
  address: /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]{3,39}$/i,
  resourceGroup: /^\w(?:[\w.-]{0,88}[\w-])?$/,
  subscription: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  cluster: /^[a-z0-9](?:[\w-]{0,61}[a-z0-9])?$/i,
  clusterResourceGroup: /^\w(?:[\w.-]{0,88}[\w-])?$/,
  proxy: /^(?:https?:\/\/)?[a-z0-9.-]+(?::\d{1,5})?\/?$/i,
  resolver: /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]{3,39}$/i,
  correlationId: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
} as const
export type NameToken = keyof typeof grammar
