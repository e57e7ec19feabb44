// One line to run where it fails: it asks what a check asks first, with what such a machine has, changes nothing there, and
// ends in one line that can be pasted back (pasted.ts). A name enters it only in its own grammar, so that nothing needs
// quoting but what is ours.
import type { Target } from './target.ts'

export const shells = ['bash', 'powershell', 'kubectl', 'aks'] as const
export type Shell = (typeof shells)[number]

/** Microsoft's own image with a shell, curl and openssl, from the registry that clusters reach anyway. */
const image = 'mcr.microsoft.com/azure-cli:latest'
const seconds = 15
const format = '%{http_code} %{time_connect} %{time_appconnect} %{remote_ip}'
const ipv4 = '([0-9]{1,3}[.]){3}[0-9]{1,3}'

const bash = ({ loginServer }: Target): string =>
  [
    `h=${loginServer}`,
    `w=$(curl -sS -m ${seconds} -w '\\n${format}' "https://$h/v2/" 2>/dev/null)`,
    'e=$?',
    `a=$( (getent ahosts "$h" || nslookup "$h" | tail -n +4) 2>/dev/null | grep -Eo '${ipv4}' | sort -u | tr '\\n' ',')`,
    `i=$(timeout ${seconds} openssl s_client -connect "$h:443" -servername "$h" </dev/null 2>/dev/null | openssl x509 -noout -issuer 2>/dev/null | tr -dc 'A-Za-z0-9 =,.-')`,
    `s=$(printf '%s' "$w" | grep -Eo "client with IP .${ipv4}" | grep -Eo '${ipv4}')`,
    `echo "acr-check-probe 1 $h $(hostname) curl=$e answer=[$(printf '%s' "$w" | tail -n 1)] dns=[$a] seen=[$s] issuer=[$i] end"`,
  ].join('; ')

const powershell = ({ loginServer }: Target): string =>
  [
    `$h='${loginServer}'`,
    `$w=(curl.exe -sS -m ${seconds} -w '\\n${format}' "https://$h/v2/" 2>$null) -join [char]10`,
    '$e=$LASTEXITCODE',
    `$a=try{([Net.Dns]::GetHostAddresses($h)|ForEach-Object{$_.IPAddressToString}) -join ','}catch{''}`,
    `$s=if($w -match 'client with IP .(${ipv4})'){$Matches[1]}`,
    `"acr-check-probe 1 $h $([Net.Dns]::GetHostName()) curl=$e answer=[$(($w -split [char]10)[-1])] dns=[$a] seen=[$s] issuer=[] end"`,
  ].join('; ')

const quoted = (script: string) => `'${script.replaceAll("'", String.raw`'\''`)}'`

const kubectl = (target: Target): string =>
  `kubectl run acr-check-probe --rm -i --restart=Never --image=${image} --command -- sh -c ${quoted(bash(target))}`

export function probeLine(target: Target, shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash(target)
    case 'powershell':
      return powershell(target)
    case 'kubectl':
      return kubectl(target)
    case 'aks':
      return `az aks command invoke --resource-group '<cluster-resource-group>' --name '<cluster>' --command ${quoted(kubectl(target))}`
  }
}
