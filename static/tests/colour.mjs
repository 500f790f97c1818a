/** Colour arithmetic for the tests: contrast, the eyes of readers who lack one kind of cone, and how far two colours are apart. */

const MATRICES = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  // Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}

export const eyes = Object.keys(MATRICES)

const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const channels = (hex) => [1, 3, 5].map((start) => linear(parseInt(hex.slice(start, start + 2), 16) / 255))

/** WCAG's contrast of two colours written as #rrggbb, from 1 to 21. */
export function contrast(one, other) {
  const luminance = (hex) => {
    const [red, green, blue] = channels(hex)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** CIEDE2000 between two colours as a kind of eyes sees them; 1 is about the least that one can tell. */
export function distance(one, other, kind) {
  return ciede2000(lab(seen(one, kind)), lab(seen(other, kind)))
}

function seen(hex, kind) {
  const [red, green, blue] = channels(hex)
  const m = MATRICES[kind]
  return [0, 3, 6].map((row) => Math.min(1, Math.max(0, m[row] * red + m[row + 1] * green + m[row + 2] * blue)))
}

function lab([red, green, blue]) {
  const f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const RADIAN = Math.PI / 180

function ciede2000([l1, a1, b1], [l2, a2, b2]) {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)))
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)]
  const [h1, h2] = [hue(a1 * (1 + g), b1), hue(a2 * (1 + g), b2)]
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180
  const mean = (c1 + c2) / 2
  const h = c1 * c2 === 0 ? h1 + h2 : h1 + turn / 2
  const t =
    1 -
    0.17 * Math.cos((h - 30) * RADIAN) +
    0.24 * Math.cos(2 * h * RADIAN) +
    0.32 * Math.cos((3 * h + 6) * RADIAN) -
    0.2 * Math.cos((4 * h - 63) * RADIAN)
  const middle = ((l1 + l2) / 2 - 50) ** 2
  const lightness = (l2 - l1) / (1 + (0.015 * middle) / Math.sqrt(20 + middle))
  const saturation = (c2 - c1) / (1 + 0.045 * mean)
  const tone = (2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * RADIAN)) / (1 + 0.015 * mean * t)
  const rotation =
    -2 *
    Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)) *
    Math.sin(60 * Math.exp(-((((h + 360) % 360) - 275) ** 2) / 25 ** 2) * RADIAN)
  return Math.sqrt(lightness ** 2 + saturation ** 2 + tone ** 2 + rotation * saturation * tone)
}

function hue(a, b) {
  const degrees = Math.atan2(b, a) / RADIAN
  return degrees < 0 ? degrees + 360 : degrees
}
