// What people talk about when they describe trouble without an error string: each concept with the words that show it,
// in folded text (see phrases.ts: lower case, no accents; `|` marks a word's edge). English, Polish, some German.
// The topics (topics.ts) are concepts too.
import { list } from './phrases.ts'
import { type Topic, topicWords } from './topics.ts'

const talkWords = {
  /** It does not work, said in any way. */
  trouble:
    list(`never answered; turned down; turns it down; wants authentication; never comes back; never finds; can't be found; took too long; all red; is failing; nicht gefunden; cannot be found; never appear; drop out; nothing changed; no longer; nie pobiera; nie sciaga; nie laduj; still 4; no effect;
    without effect; immer noch; sigue; no se puede; can't; cannot; can not; cant|; could not; couldn't; unable;
    not able; fail; error; broken; stuck; hang; refus; denied; forbidden; timeout; time out; timed out;
    times out; does not; doesn't; do not; don't; isn't; is not; not work; stopped; not any more; anymore;
    blocked; problem; issue; trouble; rejected; not allowed; not possible; impossible; not show; missing;
    disappear; is gone; vanish; never show; why is; empty; not shown; non-applicable; not applicable; unhealthy;
    not scanned; shows 0; greyed out; grayed out; wyszarz; not let; puste; won't; will not; nie mozna; nie moze;
    nie moge; nie mozemy; nie dziala; nie da sie; nie udaje; nie udalo; blad; bled; przestal; nie widac; nie wid;
    odmow; nie laczy; nie pobier; nie sciag; nie skan; wywala; sypie; pada|; padaja; wisi; nie przechodz; brak;
    nie jest; nie sa; zablokow; nie chce; nie pozwala; nie zapis; znika; nie pokazuj; nie pojawia; nie potraf;
    nie rozwiazuj; nie odpowiada; geht nicht; nicht mehr; funktioniert nicht; kann nicht; konnen nicht;
    koennen nicht; fehler; schlagt fehl; schlaegt fehl; scheitert; verweigert; no puedo; no podemos; no funciona;
    falla; impossible de; echoue
  `),
  /** It works, or it is over, or it is only a plan. */
  fine: list(`reminder; questionnaire; in the docs; przypomnienie; dokumentacj; kurze frage; false alarm; sorry for the noise; never mind; nevermind; falszywy alarm; is sorted; sorted out;
    running again; nothing left to do; for the record; solved now; works again; work again; back to normal;
    znowu dziala; znow dziala; for the budget; per month; how much does; all is fine; is fine, thanks; works now;
    working now; fixed now; is fixed; resolved now; all good; no issues; no problem; works fine; juz dziala;
    dziala juz; wszystko dziala; wszystko ok; problem rozwiaz; naprawione; succeeded without; went fine;
    thanks everyone; no impact; heads up; next sprint; w przyszlym; daje znac; planujemy; fyi|; we plan to;
    we are planning; only planning; tylko planujemy; aren't touched; not affected; nie dotycz; nie dotyczy;
    is not affected; lgtm
  `),
  registry: list(`registr; |acr|; |acrs|; rejestr; azurecr; acr's`),
  image: list(`imagen; image; obraz; container; kontener; abbild`),
  scan: list(`|scan; skan; vulnerab; finding; podatnos; assessment; recommendation`),
  settings: list(`setting; ustawie; configur; konfigur; manage; zarzadz; networking; blade`),
  list: list(`
    |list; lista|; listy|; listow; repositories; repozytori; tags|; tagi; see the; browse; view; wyswietl;
    przegladac; inventory; access to the registry in; load
  `),
  save: list(`
    |save; |saving; zapis; |add|; adding; doda; |remove; modif; zmieni; update; refresh; apply; applied; change;
    deploying
  `),
  rules: list(`rule; regul; virtual network; vnet; sieci wirtualn; firewall; zapor; network setting; ustawien sieci`),
  slow: list(`quarter of an hour; made faster; kriecht; zah|; zaeh; mb/s; takes twenty minutes; minutes and more; expected better; expected far better; ciagnie sie;
    w nieskonczonosc; slimacz; lentis; tarda mas; slow; kb/s; kib/s; wolno; wolne; wolniej; powoln;
    takes forever; crawl; langsam; trwa|; hours to; takes hours; minutes to pull; minutes to push; minutes for a;
    ages to; for ages; for minutes; lento
  `),
  speed: list(`
    kb/s; kib/s; mb/s; mbit; minute; second; hour; minut; godzin; before; usually; takes; took; trwa; speed;
    throughput; bandwidth
  `),
  outage: list(`
    outage; downtime; is down; incident; awari; went down; are down; goes down; be down; down again; lezy;
    degraded; ausfall; service health; status page
  `),
  tier: list(`standard one; standard registry; basic registry; a basic; basic one; limit; 200 wpis; 200 rules; 200 entries; 200 ip; standard plan; basic plan; is on standard;
    is on the standard; is on basic; plan standard; pay for; premium; pricing plan; pricing tier; bigger tier;
    higher tier; basic tier; standard tier; is standard; is basic; warstwa standard; warstwa basic;
    warstwe standard; warstwie basic; warstwie standard; quota; limit of; limit reg
  `),
  'pull-secret': list(`
    docker-password; imagepullsecret; pull secret; pull-secret; secret docker-registry; dockerconfigjson;
    regcred
  `),
  'three-hours': list(`
    three and a half hours; four hours; four-hour; hours later; po trzech; 3.5 h; 3,5 h; ponad 3 g; three hours;
    3 hours; 3h|; trzech godzin; trzy godziny; 3 godzin
  `),
  'other-registry': list(`
    docker hub; dockerhub; docker.io; ghcr; |ecr|; gcr.io; quay; harbor; |npm; nexus; artifactory; gitlab; pypi;
    nuget; maven; registry key; regedit; windows registry; yarn; key vault; keyvault; storage account
  `),
  trusted: list(`networkrulebypass; trusted; zaufan; bypass`),
  off: list(`
    disabled; disable; turned off; switched off; wylacz; restrict; ogranicz; is off; blocked; deaktiviert;
    abgeschaltet; denied; enabled the private; enabled private; wlacz
  `),
  publicly: list(`
    offentliche adresse; offentlichen adresse; offentliche ip; adresse publique; ip publique; direccion publica;
    ip publica; public ip; public address; publiczny adres; adres publiczny; public internet; internet;
    goes public; publiczne ip; public a record
  `),
  worked: list(`
    worked; works for; used to; for months; until; dzialal; suddenly; nagle; since yesterday; od wczoraj;
    expired; wygas
  `),
  role: list(`
    acrpull; acrpush; role assignment; |role|; |roles|; |rola|; roli|; uprawnie; permission; rbac; contributor;
    berechtig
  `),
  another: list(
    `fine from; works from; works on my; with the cli; from my laptop; lokalnie; locally; on my machine; u mnie`,
  ),
  'address-denied': list(`
    your public ip; my public ip; our public ip; access denied to the ip; ip address of the runner;
    ip of the runner; ip is not allowed; ip address is not; my ip is; our ip is; ip was denied; ip not allowed;
    address is refused; address is not allowed; nie wpuszcza adresu; adres ip nie; moj adres ip;
    naszego adresu ip; nasz adres ip; not in the firewall list; denied to the ip; ip address is blocked;
    ip is blocked; blocks our ip; blocks my ip; refuses our ip; ip changed; new egress ip; egress ip
  `),
  'login-works': list(`
    login now works; login now; login itself works; authentication works; login to acr works;
    logowanie do acr dziala; logowanie do rejestru dziala; zalogowanie dziala; logs in fine; log in fine;
    login funktioniert; el login funciona; login works; login succeeded; login is fine; log in works; can log in;
    can login; login ok; logowanie dziala; zalogowac sie moge; login fine; logging in works; login is ok;
    login przechodzi; przechodzi (login; logowanie przechodzi; login geht; manifest is read; login and manifest;
    tags are listed
  `),
  'layers-stall': list(`
    layer; pull hangs; hangs at; hang at; stuck at; download hangs; pulling fs layer; waiting; warstw; wisi na;
    pobieranie wisi; blob; never finishes; stalls; stops at; 0 b/s; 0b/s
  `),
  credentials: list(`
    password; credential; login; log in; sign in; token; haslo; hasla; hasle; poswiadcz; logowan; zalogow;
    secret; sekret; anmeld; passwort; authenticat
  `),
  'closed-to-public': list(`
    public network access; public access is; public access on; public access off; public access for;
    disabled public; disable public; disabled the public; public access disabled; public access was;
    private endpoint; private link; privatelink; selected networks; network restrict; restricted regist;
    restricted acr; registry is restricted; network rules; ip rules; behind the virtual network;
    behind a firewall; behind the firewall; behind a vnet; behind vnet; dostep publiczny; dostepu publiczn;
    publiczny dostep; publicznego dostepu; prywatny punkt; prywatnego punkt; prywatnym punkt;
    publicnetworkaccess; network rule set; networkruleset; default action deny; defaultaction; firewall rules;
    reguly sieciowe; regul sieciowych; closed regist; ograniczeni; locked down; private acr; private regist;
    firewall is enabled; enabled the firewall; enabled firewall
  `),
  'settings-or-list': list(`
    setting; ustawie; configur; manage; zarzadz; blade; repositories; repozytori; tags; tagi; listy; |lista;
    see the; view; wyswietl; zobacz; load; show
  `),
  'registry-or-image': list(`registr; |acr|; rejestr; image; obraz; container; kontener; abbild`),
  'registry-or-network-settings': list(
    `registr; |acr|; rejestr; firewalls and virtual networks; microsoft.containerregistry; zapora i siec`,
  ),
  'name-trouble': list(`
    container registry geloscht; neu angelegt; hyphen and; dash followed;
    random characters; random suffix; typo; wrong name; name is wrong; registry was deleted; registry is gone;
    registry has been deleted; deleted the registry; deleted registry; literowk; zla nazwa; bledna nazwa;
    usuniety rejestr; rejestr usuniet; rejestr zostal usuniet; renamed registry; registry was renamed;
    recreated the registry; recreated registry; another subscription; wrong subscription; wrong suffix;
    missing hash; no registry with; registry does not exist; registry doesn't exist; cannot find the registry;
    can't find the registry; can't find our registry; nie znajduje rejestru; nie widzi rejestru
  `),
  'image-missing':
    list(`purge task; was purged; purged; retention policy; only has tags; older tags; stare tagi; can't find the build; find last month; tag is missing; tag is not there; tag doesn't exist; tag does not exist; no such tag; image is missing;
    image is not there; image is gone; image doesn't exist; image does not exist; tag is gone; nie ma tagu;
    brak tagu; brakuje tagu; nie ma obrazu; brak obrazu; nie ma takiego tagu; nie istnieje; was purged;
    image was deleted; deleted the image; not found; nie znaleziono; arm64; wrong platform; wrong architecture
  `),
  'http-401': list(`
    still 401; 401 for; 401 when; 401 przy; 401 na; 401 from; , 401; 401.; a 401; 401 error; error 401; got 401;
    get 401; gets 401; http 401; 401s; 401 on; with 401; status 401; 401 unauthorized; kodem 401; bledem 401;
    blad 401; says unauthorized; "unauthorized"; unauthorized error; is unauthorized; unauthorized when;
    unauthorized from; con 401; mit 401; z 401
  `),
  'http-5xx': list(`
    a 500; 500 error; error 500; got 500; http 500; 500s; status 500; a 502; 502 error; error 502; http 502;
    502s; 502/; /502; a 503; 503 error; error 503; http 503; 503s; 503 from; 500 from; /503; a 504; 504 error;
    error 504; http 504; 504s; /504; 5xx; bledem 50; kodem 50; blad 50; internal server error
  `),
  throttling: list(`
    |429|; throttl; rate limit; rate-limit; too many requests; limit zapytan; limit zadan; za duzo zapytan;
    za duzo zadan; zbyt wiele zadan; zbyt wiele zapytan
  `),
  'docker-down': list(`
    failed to run a docker command; docker may not be installed; cloud shell; install docker;
    docker is not installed; docker is not running; docker isn't running; without docker; no docker;
    docker daemon is not; docker nie dziala; bez dockera; nie ma dockera; docker daemon not;
    docker desktop is not; docker not installed; docker not running; don't have docker; nie mam dockera;
    kein docker
  `),
  transfer: list(`
    subir; imagen; hochladen; pull; push; download; upload; pobier; pobra; sciag; wysyl; wypych; transfer; image;
    obraz; deploy
  `),
  capitals: list(`
    capital letter; uppercase; upper case; upper/lower; lowercase; lower case; wielkie liter; wielkimi liter;
    wielkich liter; male liter; grossbuchstab; kleinschreib
  `),
  'from-elsewhere': list(`
    from home; at home; from the office; z domu; outside the office; outside the network; from outside;
    spoza sieci; home office; without vpn; bez vpn; von zuhause; zu hause; from my house
  `),
  'a-year': list(`
    a year ago; one year; last year; rok temu; po roku; w zeszlym roku; vor einem jahr; 12 months; 12 miesiecy;
    hace un ano
  `),
  /** A program says that image data arrived. */
  transferred: list(`successfully pulled image; already present on machine; digest: sha256`),
  region: list(`
    west europe; north europe; east us; west us; central us; uk south; uk west; sweden central; canada central;
    canada east; southeast asia; east asia; japan east; japan west; australia east; germany west central;
    france central; brazil south; switzerland north; norway east; poland central; korea central; central india;
    westeurope; northeurope; eastus; westus; centralus; swedencentral; polandcentral
  `),
  /** Said of what is not there. */
  'no-private-endpoint': list(
    `no private endpoint; without a private endpoint; without private endpoint; has no private; private link is off; brak prywatnego punktu; nie ma prywatnego punktu; no private networking; no private link`,
  ),
  'endpoint-state': list(`pending; disconnected; rejected; oczekuj; odrzucon`),
  'address-changed': list(
    `new address; address changed; address changes; dynamic address; provider hands; nowy adres; zmienil sie adres; zmienny adres; dynamiczny adres; router reboot; new ip; ip changed; ip changes; neue adresse; wechselnde`,
  ),
  sudo: list(`sudo docker; with sudo; without sudo; as root; bez sudo; przez sudo; z sudo; jako root`),
  deleted: list(
    `deleted; clean-up job; cleanup job; cleaned up; usunelismy; usuniet; skasowa; geloscht; removed the resource group; borrado; eliminado`,
  ),
  nowhere: list(
    `can't be found; cannot be found; not found; does not exist; doesn't exist; nie znaleziono; nie istnieje; not resolve; unknown host; not exist any more; nicht gefunden`,
  ),
  'custom-domain': list(`cname; custom domain; own domain; wlasna domena; wlasnej domeny; vanity; eigene domain`),
} as const satisfies Record<string, readonly string[]>

export const conceptWords = { ...topicWords, ...talkWords }
export type Concept = keyof typeof conceptWords
export const isTopic = (concept: string): concept is Topic => concept in topicWords
