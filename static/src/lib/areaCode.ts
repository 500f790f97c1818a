// Where the base map's older codes differ from those of the record.
const BASEMAP_CODES: Record<string, string> = {
  "IQ-KI": "IQ-TS",
  IR: "IRN",
  SY: "SYR",
  KW: "KWT",
  SA: "SAU",
  JO: "JOR",
  TR: "TUR",
}

/** The base map's key of an area that the record names by its ISO code. */
export function areaCode(code: string): string {
  return BASEMAP_CODES[code] ?? code
}
