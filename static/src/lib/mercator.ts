/** Web Mercator as the map uses it: a point in pixels of the world at zoom 0 (256 pixels wide). */
export function mercator(longitude: number, latitude: number): [number, number] {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return [((longitude + 180) / 360) * 256, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256]
}
