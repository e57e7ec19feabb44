// The registry's own rules for the internet. Often mistaken for a missing permission: the same 403 comes before any
// login, whether an address is not listed or public access is off, and the CLI then adds "Admin user is disabled".
import type { Remedy } from './remedy.ts'

export const configurePublicAccess = {
  id: 'configure-public-access',
  title: {
    en: "Allow the client's address in the registry's network rules",
    pl: 'Dopuść adres klienta w regułach sieciowych rejestru',
  },
  steps: [
    {
      text: {
        en: 'Run this on the machine that fails. A 403 with "client with IP ..." names the address that the registry saw and refused; behind a proxy or NAT it is the address of the proxy or NAT. A 401 means that the network rules let this machine in.',
        pl: 'Uruchom to polecenie na maszynie, na której występuje błąd. Odpowiedź 403 z „client with IP …” podaje adres, który rejestr zobaczył i odrzucił; za proxy lub NAT jest to adres proxy lub NAT. Odpowiedź 401 oznacza, że reguły sieciowe wpuszczają tę maszynę.',
      },
      command: 'curl https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'See whom the registry lets in over the internet. If `public` is Disabled, it lets nobody in, whatever the rules say. If `public` is Enabled and `defaultAction` is Deny, it lets in only the addresses in `rules`; with Allow it lets everybody in, so the network rules are not the cause.',
        pl: 'Sprawdź, kogo rejestr wpuszcza z internetu. Jeśli `public` ma wartość Disabled, nie wpuszcza nikogo, bez względu na reguły. Jeśli `public` to Enabled, a `defaultAction` to Deny, wpuszcza tylko adresy z `rules`; przy Allow wpuszcza wszystkich, więc reguły sieciowe nie są przyczyną.',
      },
      command:
        'az acr show -n {registry} --query "{tier:sku.name,public:publicNetworkAccess,defaultAction:networkRuleSet.defaultAction,rules:networkRuleSet.ipRules,trustedServices:networkRuleBypassOptions}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If the registry has a private endpoint but the error names a public address, the client came over the internet. Repair its DNS instead of adding a rule: this command should return a private address. IP rules do not apply to traffic through a private endpoint.',
        pl: 'Jeśli rejestr ma prywatny punkt końcowy, a błąd podaje adres publiczny, klient połączył się przez internet. Zamiast dodawać regułę, napraw jego DNS: to polecenie powinno zwrócić adres prywatny. Reguły IP nie dotyczą ruchu przez prywatny punkt końcowy.',
      },
      command: 'nslookup {loginServer}',
      who: 'network-team',
      fits: ['private-endpoint'],
    },
    {
      text: {
        en: 'Hosted CI agents change their addresses. Use a self-hosted agent in the virtual network, or GitHub-hosted runners with Azure private networking. As a temporary solution, let the job add its own address and remove it in a step that always runs.',
        pl: 'Adresy hostowanych agentów CI się zmieniają. Użyj własnego agenta w sieci wirtualnej albo runnerów GitHuba z prywatną siecią Azure. Tymczasowo zadanie może dodawać swój adres i usuwać go w kroku, który wykonuje się zawsze.',
      },
      command: 'az acr network-rule add --name {registry} --ip-address <agent-ip>',
      who: 'developer',
      exposes: {
        en: 'While the rule exists, whoever gets that shared address can reach the registry. The identity of the pipeline needs the right to change the registry.',
        pl: 'Dopóki reguła istnieje, z rejestrem połączy się każdy, kto dostanie ten współdzielony adres. Tożsamość potoku potrzebuje prawa do zmiany rejestru.',
      },
      undo: {
        en: 'Run `az acr network-rule remove` in a final step that also runs after failures.',
        pl: 'Uruchom `az acr network-rule remove` w ostatnim kroku, który wykonuje się także po błędzie.',
      },
      fits: ['azure-devops', 'github-actions'],
    },
    {
      text: {
        en: 'Your browser, not Azure, loads the repository list in the portal. Open Networking > Public access: your own address appears in the Firewall section. Add it and save.',
        pl: 'Listę repozytoriów w portalu pobiera twoja przeglądarka, a nie Azure. Otwórz Networking > Public access: w sekcji Firewall pojawia się twój adres. Dodaj go i zapisz.',
      },
      who: 'registry-owner',
      exposes: {
        en: 'Everyone who uses your public address can reach the registry.',
        pl: 'Z rejestrem połączy się każdy, kto korzysta z twojego adresu publicznego.',
      },
      undo: { en: 'Delete the address on the same page.', pl: 'Usuń adres na tej samej stronie.' },
      fits: ['portal'],
    },
    {
      text: {
        en: 'Add a network rule for the address in the error. It needs Premium, takes public IPv4 addresses or CIDR ranges, and works only while public access is Enabled.',
        pl: 'Dodaj regułę sieciową dla adresu z błędu. Wymaga ona warstwy Premium, przyjmuje publiczne adresy IPv4 lub zakresy CIDR i działa tylko przy włączonym dostępie publicznym (Enabled).',
      },
      command: 'az acr network-rule add --name {registry} --ip-address {clientIp}',
      who: 'registry-owner',
      exposes: {
        en: 'Everyone who uses this public address can reach the registry. They still have to sign in, unless anonymous pull is on.',
        pl: 'Z rejestrem połączy się każdy, kto korzysta z tego adresu publicznego. Nadal musi się zalogować, chyba że włączono anonimowe pobieranie.',
      },
      undo: {
        en: 'Run `az acr network-rule remove` with the address exactly as the list shows it.',
        pl: 'Uruchom `az acr network-rule remove` z adresem zapisanym dokładnie tak jak na liście.',
      },
    },
    {
      text: {
        en: 'Wait a few minutes, then check that the rule is in the list.',
        pl: 'Odczekaj kilka minut i sprawdź, czy reguła jest na liście.',
      },
      command: 'az acr network-rule list --name {registry}',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If public access is Disabled, first ask the owner whether clients should use the private endpoint instead. Only if not, enable public access for the listed addresses alone, with this one command.',
        pl: 'Jeśli dostęp publiczny jest wyłączony (Disabled), najpierw zapytaj właściciela, czy klienci nie powinni korzystać z prywatnego punktu końcowego. Tylko jeśli nie, włącz dostęp publiczny wyłącznie dla adresów z listy, tym jednym poleceniem.',
      },
      command: 'az acr update -n {registry} --public-network-enabled true --default-action Deny',
      who: 'registry-owner',
      exposes: {
        en: 'The public endpoint answers the listed addresses again, so check the list afterwards. Deny blocks everyone who is not on it.',
        pl: 'Publiczny punkt końcowy znów odpowiada adresom z listy, więc potem ją przejrzyj. Deny blokuje wszystkich, których na niej nie ma.',
      },
      undo: {
        en: 'Run the same command with `--public-network-enabled false` and the previous default action.',
        pl: 'Uruchom to samo polecenie z `--public-network-enabled false` i poprzednią akcją domyślną.',
      },
    },
    {
      text: {
        en: 'Behind a company proxy or VPN, allow its whole range of outbound addresses instead. Private addresses (10.x, 172.16-31.x, 192.168.x) have no effect, because the registry sees only public ones.',
        pl: 'Za firmowym proxy lub VPN dopuść cały zakres ich adresów wyjściowych. Adresy prywatne (10.x, 172.16-31.x, 192.168.x) nic nie dają, bo rejestr widzi tylko adresy publiczne.',
      },
      command: 'az acr network-rule add --name {registry} --ip-address <outbound-range>',
      who: 'registry-owner',
      exposes: {
        en: 'Everyone behind that proxy or VPN can reach the registry.',
        pl: 'Z rejestrem połączy się każdy, kto korzysta z tego proxy lub VPN.',
      },
      undo: {
        en: 'Run `az acr network-rule remove` with the same range.',
        pl: 'Uruchom `az acr network-rule remove` z tym samym zakresem.',
      },
      fits: ['proxy', 'vpn'],
    },
    {
      text: {
        en: 'If a rule cannot be saved, check the tier and the number of rules. Network rules need Premium; at most 200 IP rules are allowed (pages from 2021 say 100), IPv4 only, no service tags. Support cannot raise this limit, so merge neighbouring addresses into CIDR ranges.',
        pl: 'Jeśli nie da się zapisać reguły, sprawdź warstwę i liczbę reguł. Reguły sieciowe wymagają Premium; dozwolonych jest najwyżej 200 reguł IP (strony z 2021 roku podają 100), tylko IPv4, bez tagów usług. Pomoc techniczna nie podniesie tego limitu, więc połącz sąsiednie adresy w zakresy CIDR.',
      },
      command: 'az acr show-usage -n {registry} -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If access stopped recently, see who changed the registry in the last seven days.',
        pl: 'Jeśli dostęp zniknął niedawno, sprawdź, kto zmieniał rejestr w ostatnich siedmiu dniach.',
      },
      command:
        'az monitor activity-log list --resource-id "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --offset 7d --query "[].{when:eventTimestamp,who:caller,what:operationName.localizedValue,status:status.value}" -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If clients use a service endpoint, keep public access Enabled with Deny. Disabled also cuts off the service endpoint.',
        pl: 'Jeśli klienci korzystają z punktu końcowego usługi, zostaw dostęp publiczny włączony (Enabled) z akcją Deny. Disabled odcina także punkt końcowy usługi.',
      },
      who: 'registry-owner',
      fits: ['service-endpoint'],
    },
    {
      text: {
        en: 'Allow the outbound address of the AKS cluster: the public IP of its load balancer (this command shows the id), NAT gateway or firewall. Make the address static, or it will change one day.',
        pl: 'Dopuść adres wyjściowy klastra AKS: publiczny adres IP modułu równoważenia obciążenia (polecenie pokazuje jego identyfikator), bramy NAT lub zapory. Ustaw go jako statyczny, bo inaczej kiedyś się zmieni.',
      },
      command:
        'az aks show -g {clusterResourceGroup} -n {cluster} --query "networkProfile.loadBalancerProfile.effectiveOutboundIPs[].id" -o tsv',
      who: 'network-team',
      fits: ['aks'],
    },
    {
      text: {
        en: 'Find the address that belongs to this id, then add a network rule for it.',
        pl: 'Odczytaj adres o tym identyfikatorze, a potem dodaj dla niego regułę sieciową.',
      },
      command: 'az network public-ip show --ids <public-ip-id> --query ipAddress -o tsv',
      who: 'network-team',
      fits: ['aks'],
    },
    {
      text: {
        en: 'App Service can use any of these addresses, so all of them need a rule. It is better to route its image pull through the virtual network to a private endpoint.',
        pl: 'App Service może użyć każdego z tych adresów, więc wszystkie potrzebują reguły. Lepiej skierować pobieranie obrazu przez sieć wirtualną do prywatnego punktu końcowego.',
      },
      command: 'az webapp show -g <app-resource-group> -n <app> --query possibleOutboundIpAddresses -o tsv',
      who: 'developer',
      fits: ['app-service'],
    },
    {
      text: {
        en: 'CONNECTIVITY_REFRESH_TOKEN_ERROR with code 403, followed by "Admin user is disabled", is the same network refusal. Leave the admin user off: turning it on changes nothing.',
        pl: 'CONNECTIVITY_REFRESH_TOKEN_ERROR z kodem 403, a potem „Admin user is disabled”, to ta sama odmowa sieciowa. Nie włączaj użytkownika administratora: niczego to nie zmieni.',
      },
      who: 'developer',
      fits: ['admin-user', 'azure-cli', 'login'],
    },
    {
      text: {
        en: 'Look for an Azure Policy that denies the change or reverts it, such as "Container registries should not allow unrestricted network access".',
        pl: 'Poszukaj zasady Azure Policy, która blokuje zmianę albo ją cofa, na przykład „Container registries should not allow unrestricted network access”.',
      },
      command:
        'az policy state list --resource "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --filter "complianceState eq \'NonCompliant\'" --query "[].{assignment:policyAssignmentName,effect:policyDefinitionAction}" -o table',
      who: 'subscription-owner',
      fits: ['policy'],
    },
    {
      text: {
        en: 'If this prints disabled, the export policy requires public access to stay disabled. Clients can then use only the private endpoint.',
        pl: 'Jeśli polecenie wypisze disabled, zasada eksportu wymaga wyłączonego dostępu publicznego. Klientom zostaje wtedy tylko prywatny punkt końcowy.',
      },
      command: 'az acr show -n {registry} --query policies.exportPolicy.status -o tsv',
      who: 'registry-owner',
      fits: ['policy', 'import'],
    },
    {
      text: {
        en: 'If Terraform or Bicep manages the registry, add the rule there, or the next deployment removes it. Add rules one after another: two commands at the same time both write the whole list, and a rule can get lost.',
        pl: 'Jeśli rejestrem zarządza Terraform lub Bicep, dodaj regułę tam, bo inaczej usunie ją następne wdrożenie. Dodawaj reguły po kolei: dwa polecenia naraz zapisują całą listę i jedna z reguł może zginąć.',
      },
      who: 'registry-owner',
      exposes: { en: 'Opens the registry to the address permanently.', pl: 'Otwiera rejestr na ten adres na stałe.' },
      undo: { en: 'Remove the rule from the code and deploy.', pl: 'Usuń regułę z kodu i wykonaj wdrożenie.' },
      fits: ['terraform'],
    },
    {
      text: {
        en: 'If nothing can be changed although the role and the tier are sufficient, the home region may have an outage: until it ends, network rules cannot be changed. Check the state of Azure and wait.',
        pl: 'Jeśli niczego nie da się zmienić, choć rola i warstwa wystarczają, region macierzysty może mieć awarię: do jej końca nie można zmieniać reguł sieciowych. Sprawdź stan platformy Azure i poczekaj.',
      },
      who: 'registry-owner',
      fits: ['geo-replication', 'portal'],
    },
    {
      text: {
        en: 'As a last resort, and only with the consent of the owner, open the registry to all networks, as it is by default.',
        pl: 'W ostateczności i tylko za zgodą właściciela otwórz rejestr dla wszystkich sieci, jak jest domyślnie.',
      },
      command: 'az acr update -n {registry} --public-network-enabled true --default-action Allow',
      who: 'registry-owner',
      exposes: {
        en: 'The whole internet can reach the registry. Only the login protects it, and with anonymous pull not even that.',
        pl: 'Z rejestrem połączy się cały internet. Chroni go już tylko logowanie, a przy anonimowym pobieraniu nawet ono nie.',
      },
      undo: {
        en: 'Run the same command with `--default-action Deny`, or with `--public-network-enabled false` if public access was off.',
        pl: 'Uruchom to samo polecenie z `--default-action Deny` albo, jeśli dostęp publiczny był wyłączony, z `--public-network-enabled false`.',
      },
      fits: ['public-access'],
    },
  ],
  verify: {
    en: 'On the client, /v2/ answers 401 (UNAUTHORIZED) instead of 403 (DENIED), and az acr login succeeds. This can take a few minutes.',
    pl: 'U klienta /v2/ odpowiada 401 (UNAUTHORIZED) zamiast 403 (DENIED), a az acr login się udaje. Może to potrwać kilka minut.',
  },
  links: [
    {
      title: { en: 'Public IP network rules', pl: 'Reguły publicznych adresów IP' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks',
    },
    {
      title: { en: 'Error "client with IP is not allowed access"', pl: 'Błąd „client with IP is not allowed access”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/client-ip-address-not-allowed-access',
    },
    {
      title: { en: 'Private endpoints', pl: 'Prywatne punkty końcowe' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints',
    },
    {
      title: { en: 'Service endpoints', pl: 'Punkty końcowe usługi' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-vnet',
    },
    {
      title: { en: 'Limits of the tiers', pl: 'Limity warstw' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-skus',
    },
    {
      title: { en: 'Export policy against data loss', pl: 'Zasada eksportu chroniąca przed wyciekiem danych' },
      url: 'https://learn.microsoft.com/azure/container-registry/data-loss-prevention',
    },
  ],
} as const satisfies Remedy
