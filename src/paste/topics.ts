// What a paste is about beyond its errors: the services, components and arrangements in sight, each with the words that
// show it, in folded text (see phrases.ts; `|` marks a word's edge). Remedies show first the steps that fit them, and
// causes weigh them.
import { list } from './phrases.ts'

export const topicWords = {
  proxy: list(`|proxy; http_proxy; https_proxy; proxies; squid; zscaler; netskope; blue coat; bluecoat`),
  'tls-inspection':
    list(`certyfikat jest nieznan; nieznany certyfikat; niezaufany certyfikat; certyfikat nie jest zaufany; untrusted certificate; security agent; agenta bezpieczenstwa; unknown certificate; certificate is unknown; tls inspection; ssl inspection; tls-inspection; ssl interception; man in the middle; mitm; zscaler; netskope;
    own certificates; corporate ca; company ca; root ca; inspekcj; own ca|
  `),
  dns: list(`namensauflosung; dns-server; |dns; nslookup; |dig|; resolv; nameserver; name server; hostname`),
  'data-endpoint': list(`
    .data.azurecr.; data endpoint; data-endpoint; punkt koncowy danych; punktow koncowych danych;
    punkty koncowe danych; .blob.core.windows; .blob.core.chinacloud; .blob.core.usgov
  `),
  'private-endpoint': list(`
    private endpoint; private-endpoint; private link; privatelink; private acr; private dns zone; prywatny punkt;
    prywatnego punkt; prywatnym punkt; prywatne punkt; prywatnych punkt; prywatny link; privater endpunkt;
    privaten endpunkt; private registry ip
  `),
  'service-endpoint': list(
    `service endpoint; service-endpoint; virtualnetworkrules; virtual network rule; punkt koncowy uslugi`,
  ),
  'public-access': list(`
    public network access; public access; publicnetworkaccess; selected networks; dostep publiczn;
    publiczny dostep; dostepu publiczn; publicznego dostepu; dostep z sieci publiczn; ip rule; ip rules;
    networkruleset; whitelist; allowlist; allow list; oeffentlich; offentlich
  `),
  firewall: list(`firewall; |fw|; zapor; paloalto; palo alto; fortigate; checkpoint`),
  'azure-firewall': list(`azure firewall; azfw; application rule`),
  nsg: list(`|nsg|; network security group; grupa zabezpiecz; sieciowej grupy`),
  vpn: list(`|vpn; expressroute; on-prem; on prem`),
  vnet: list(`
    vnet; virtual network; subnet; sieci wirtualn; siec wirtualn; podsiec; peering; virtuelle netz;
    virtuellen netz; inside the 10.; |hub
  `),
  'cross-subscription': list(`
    another subscription; different subscription; other subscription; cross-subscription; innej subskrypcji;
    inna subskrypcj
  `),
  'geo-replication': list(`geo-replic; georeplic; geo replic; |replica; replikacj`),
  aks: list(
    `|aks; kubernetes; kubelet; kubectl; |k8s; imagepullbackoff; errimagepull; |pod|; |pods|; node pool; nodepool`,
  ),
  'app-service': list(`
    app service; appservice; web app; webapp; function app; azure functions; dockerapiexception; kudu;
    azurewebsites; app_service
  `),
  'container-apps': list(`container app; containerapp`),
  'container-instances': list(
    `container instance; container group; |aci|; container_group; instancja kontener; az container create`,
  ),
  'machine-learning': list(`machine learning; azureml; |aml|; az ml|; imagebuildcompute`),
  'acr-tasks': list(`
    nightly task; in tasks; task runs; task ran; scheduled task; executing step id; acb_; run id:;
    failed to run step; scanning for dependencies; runs of the task; $registry/; task identity; registry task;
    purge task; task's identity; acr task; acr build; acr run; scheduledrun; schedulerun; tasksoperations;
    agentpool; agent pool; quick task; zadania acr; zadanie acr; zadan acr; acr-task
  `),
  defender: list(`vulnerabilities resolved; agentless; defender; security center; vulnerability assessment`),
  import: list(`acr import; importimage; |import|; invalid message|`),
  'azure-devops': list(`
    ##[; azure devops; azure pipelines; |ado|; hosted agent; service connection; vsts; docker@2; azuredevops;
    microsoft-hosted
  `),
  'github-actions': list(`
    github action; gha|; github-hosted; github runner; login-action; build-push-action; actions/;
    buildx failed with; github workflow
  `),
  terraform: list(`terraform; azurerm; tfstate; pulumi; |bicep`),
  portal: list(`|portal; portalu`),
  'azure-cli': list(`|az acr; |az login; |az aks; azure cli; azure-cli; azure.cli`),
  docker: list(`docker`),
  'docker-desktop': list(`docker desktop; docker for windows; docker for mac; dockerdesktop; 192.168.65.`),
  buildkit: list(`buildkit; buildx; failed to solve`),
  containerd: list(`containerd; failed to pull and unpack; crictl; nerdctl; failed to copy: httpreadseeker`),
  podman: list(`podman; skopeo; buildah`),
  'service-principal': list(`service principal; serviceprincipal; client secret; app registration; |spn|; |sp|`),
  'managed-identity': list(`
    managed identity; managed-identity; managedidentity; kubelet identity; system-assigned; user-assigned;
    tozsamosc
  `),
  'admin-user': list(`
    admin user; admin-enabled; adminuserenabled; admin account; admin-benutzer; uzytkownik administrator;
    konto admin
  `),
  'repository-token': list(`scope map; scope-map; repository-scoped token; acr token`),
  'anonymous-pull': list(`anonymous pull; anonymous-pull; anonymouspull`),
  abac: list(`|abac|; repository reader; repository writer; repository permissions`),
  'conditional-access': list(`conditional access; aadsts53003; aadsts50076; aadsts50079; aadsts530`),
  push: list(`|push; wypchn; upload; pushing; wysl`),
  pull: list(`|pull; pobra; pobier; sciagn; image pull; download; ziehen`),
  login: list(`|login; log in; logowan; zalogow; sign in; signin; anmeld`),
  'name-label-hash': list(`domain name label; dnl-scope; dnl scope`),
  'sovereign-cloud': list(
    `us government; azure china; 21vianet; .azurecr.us; .azurecr.cn; usgovcloud; chinacloud; azure government; azureusgovernment; azurechinacloud`,
  ),
  'windows-images': list(`windows server core; servercore; nanoserver; foreign layer`),
  policy: list(`azure policy; requestdisallowedbypolicy; policy assignment; azure-policy`),
  ipv6: list(`|ipv6; dual stack; dual-stack; ipv4andipv6`),
  webhook: list(`webhook`),
} as const satisfies Record<string, readonly string[]>

export type Topic = keyof typeof topicWords

export const topics = Object.keys(topicWords) as readonly Topic[]
