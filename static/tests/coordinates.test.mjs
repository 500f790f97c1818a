/** Coordinates in the editors' map picker: read as the server reads them. */
import assert from "node:assert/strict"
import test from "node:test"
import { looksSwapped, parseCoordinates, writeCoordinates } from "../src/lib/coordinates"

const near = (text) => {
  const point = parseCoordinates(text)
  assert.ok(point, text)
  assert.ok(Math.abs(point.latitude - 33.785556) < 1e-5 && Math.abs(point.longitude - 42.441111) < 1e-5, text)
}

test("a point is read as people write it", () => {
  for (const text of [
    "33.785556, 42.441111",
    "33.785556 42.441111",
    "33,785556; 42,441111",
    "33.785556N 42.441111E",
    "42.441111 E, 33.785556 N",
    "lon=42.441111, lat=33.785556",
    "33°47′8″N 42°26′28″E",
    "33 47 8 42 26 28",
    "33-47-08N 042-26-28E",
    "٣٣٫٧٨٥٥٥٦، ٤٢٫٤٤١١١١",
    "geo:33.785556,42.441111",
  ])
    near(text)
})

test("what is not one point is null", () => {
  for (const text of ["", "Besmaya", "33.7", "33.7, 42.4, 5", "91, 42", "33 61 0, 42 0 0", "33N 42N", "N 33 42"])
    assert.equal(parseCoordinates(text), null, text)
})

test("a swapped pair is noticed unless letters say that it is meant", () => {
  assert.equal(looksSwapped(parseCoordinates("42.44, 33.78")), true)
  assert.equal(looksSwapped(parseCoordinates("33.78, 42.44")), false)
  assert.equal(looksSwapped(parseCoordinates("42.44N 33.78E")), false)
})

test("a point is written to six decimals and no more", () => {
  assert.equal(writeCoordinates(33.1, 44.12345678), "33.1, 44.123457")
})
