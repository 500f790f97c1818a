/** A point in degrees; `explicit` where the text itself said which number is which. */
export interface Point {
  latitude: number
  longitude: number
  explicit: boolean
}

const EASTERN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
const NUMBER = /[-+]?\d+(?:\.\d+)?/g
const WORDS: [RegExp, string][] = [
  [/\b(?:NORTH|LATITUDE|LAT)\b\s*[:=]?/g, "N"],
  [/\b(?:EAST|LONGITUDE|LON)\b\s*[:=]?/g, "E"],
  [/\bSOUTH\b/g, "S"],
  [/\bWEST\b/g, "W"],
]
const IRAQ = { south: 29, north: 38, west: 38, east: 49 }

/** The point that a text gives, as the server reads it too: `33.7856, 42.4411`, `33°47′8″N 42°26′28″E`; else null. */
export function parseCoordinates(text: string): Point | null {
  const cleaned = clean(text)
  if (/[^NSEW\P{L}]/u.test(cleaned)) return null
  const letters = cleaned.match(/[NSEW]/g) ?? []
  const halves = letters.length > 0 ? splitByLetters(cleaned, letters) : splitInTwo(cleaned)
  const degrees = halves?.map(readDegrees) ?? []
  if (degrees.length !== 2 || degrees.some(Number.isNaN)) return null
  const signed = degrees.map((value, index) => (/[SW]/.test(letters[index] ?? "") ? -value : value))
  const eastFirst = /[EW]/.test(letters[0] ?? "")
  const [latitude, longitude] = eastFirst ? [signed[1]!, signed[0]!] : [signed[0]!, signed[1]!]
  const within = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return within ? { latitude, longitude, explicit: letters.length > 0 } : null
}

/** Whether the numbers lie in Iraq the other way round only, and nothing said that they are meant so. */
export function looksSwapped(point: Point): boolean {
  return (
    !point.explicit && !inIraq(point.latitude, point.longitude) && inIraq(point.longitude, point.latitude)
  )
}

/** A point as text, to 11 cm. */
export function writeCoordinates(latitude: number, longitude: number): string {
  return [latitude, longitude].map((value) => String(Number(value.toFixed(6)))).join(", ")
}

function clean(text: string): string {
  const plain = text
    .replace(/[٠-٩۰-۹]/g, (digit) => String(EASTERN.indexOf(digit) % 10))
    .replace(/٫/g, ".")
    .replace(/،/g, ",")
    .replace(/[−–]/g, "-")
    .toUpperCase()
    .trim()
    .replace(/^GEO:|^.*\/@|[?#].*$/g, "")
    .replace(/(\d)-(?=\d)/g, "$1 ")
  return WORDS.reduce((said, [word, letter]) => said.replace(word, letter), plain)
}

function splitByLetters(text: string, letters: string[]): string[] | null {
  const axes = letters.map((letter) => (/[NS]/.test(letter) ? "NS" : "EW"))
  if (axes.length !== 2 || axes[0] === axes[1]) return null
  const parts = text.split(/[NSEW]/).map((part) => part.replace(/^[\s,;()]+|[\s,;()]+$/g, ""))
  const [first, , last] = parts
  if ((first === "") === (last === "")) return null
  return first ? parts.slice(0, 2) : parts.slice(1)
}

function splitInTwo(text: string): string[] | null {
  const comma = /([-+]?\d+),(\d+)\s*[;\s]\s*([-+]?\d+),(\d+)/.exec(text)
  if (comma) return [`${comma[1]}.${comma[2]}`, `${comma[3]}.${comma[4]}`]
  for (const separator of [";", ","]) {
    const halves = text.split(separator).filter((half) => /\d/.test(half))
    if (halves.length === 2) return halves
  }
  const numbers = withoutMarks(text).match(NUMBER) ?? []
  if (![2, 4, 6].includes(numbers.length)) return null
  return [numbers.slice(0, numbers.length / 2).join(" "), numbers.slice(numbers.length / 2).join(" ")]
}

function readDegrees(half: string): number {
  const bare = withoutMarks(half)
  const numbers = bare.match(NUMBER) ?? []
  if (numbers.length < 1 || numbers.length > 3 || /[^\s,;()]/.test(bare.replace(NUMBER, ""))) return NaN
  const [whole, minutes, seconds] = [...numbers.map(Number), 0, 0]
  if (minutes! < 0 || minutes! >= 60 || seconds! < 0 || seconds! >= 60) return NaN
  const size = Math.abs(whole!) + minutes! / 60 + seconds! / 3600
  return numbers[0]!.startsWith("-") ? -size : size
}

function withoutMarks(text: string): string {
  return text.replace(/[°º˚'’′ʹ"”“″ʺ:]/g, " ")
}

function inIraq(latitude: number, longitude: number): boolean {
  const { south, north, west, east } = IRAQ
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east
}
