import type { LatLng } from '../wire/types'

/** Longer waiting helps nobody at a door. */
const FIX_WITHIN_MS = 6_000

/** Where this device is, or null where it will not say. */
export const whereAmI = (): Promise<LatLng | null> =>
  new Promise((done) => {
    if (!navigator.geolocation) return done(null)
    const late = setTimeout(() => done(null), FIX_WITHIN_MS)
    navigator.geolocation.getCurrentPosition(
      (fix) => {
        clearTimeout(late)
        done({ lat: fix.coords.latitude, lng: fix.coords.longitude })
      },
      () => {
        clearTimeout(late)
        done(null)
      },
      { enableHighAccuracy: true, timeout: FIX_WITHIN_MS, maximumAge: 30_000 },
    )
  })
