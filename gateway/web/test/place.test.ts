import { describe, expect, it } from 'vitest'
import { fromSketch, isHere, read, written } from '../src/place/place'

const region = { bounds: { southWest: { lat: 26.38, lng: 106.08 }, northEast: { lat: 26.96, lng: 106.58 } } }

describe('place', () => {
  it('coordinates_typedOrPasted_areReadToAMetre', () => {
    expect(read('26.556, 106.47')).toEqual({ lat: 26.556, lng: 106.47 })
    expect(read(' 26.5560049，106.4700049 ')).toEqual({ lat: 26.556, lng: 106.47 })
    expect(read('26.556 106.47')).toEqual({ lat: 26.556, lng: 106.47 })
    expect(written({ lat: 26.5, lng: 106.47 })).toBe('26.50000, 106.47000')
  })
  it('coordinates_thatAreNone_areNotGuessed', () => {
    for (const text of ['', '26.556', '红枫湖路 1 号', '106.47, 26.556', '91, 10']) expect(read(text)).toBeNull()
  })
  it('place_beyondTheBounds_isNotHere', () => {
    expect(isHere({ lat: 26.556, lng: 106.47 }, region)).toBe(true)
    expect(isHere({ lat: 39.9, lng: 116.4 }, region)).toBe(false)
  })
  it('tap_onTheDrawing_isThePlaceThatIsDrawnThere', () => {
    const radians = Math.PI / 180
    const up = Math.asinh(Math.tan(26.556 * radians)) / radians
    expect(fromSketch(106.47, -up)).toEqual({ lat: 26.556, lng: 106.47 })
  })
})
