// How service tags spell a region, as `WestEurope` in `Storage.WestEurope`; Azure Resource Manager and DNS say `westeurope`. From the
// list of service tags of Microsoft's firewall documentation; a region that is not here gets the tag of all regions.

const spelt = `
  AustraliaCentral AustraliaCentral2 AustraliaEast AustraliaSoutheast BrazilSouth BrazilSoutheast CanadaCentral
  CanadaEast CentralIndia CentralUS ChinaEast ChinaEast2 ChinaEast3 ChinaNorth ChinaNorth2 ChinaNorth3 EastAsia EastUS
  EastUS2 FranceCentral FranceSouth GermanyNorth GermanyWestCentral IsraelCentral ItalyNorth JapanEast JapanWest
  JioIndiaCentral JioIndiaWest KoreaCentral KoreaSouth MexicoCentral NorthCentralUS NorthEurope NorwayEast NorwayWest
  PolandCentral QatarCentral SouthAfricaNorth SouthAfricaWest SouthCentralUS SoutheastAsia SouthIndia SpainCentral
  SwedenCentral SwedenSouth SwitzerlandNorth SwitzerlandWest UAECentral UAENorth UKSouth UKWest USDoDCentral USDoDEast
  USGovArizona USGovTexas USGovVirginia WestCentralUS WestEurope WestIndia WestUS WestUS2 WestUS3
`
const byRegion = new Map(
  spelt
    .trim()
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
)

/** @param region as `westeurope` */
export const inTags = (region: string): string | undefined => byRegion.get(region.toLowerCase())
