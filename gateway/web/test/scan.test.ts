import { describe, expect, it } from 'vitest'
import { drawnSize, MOST_BYTES, scanOf } from '../src/community/scan'

describe('scan', () => {
  it('photograph_largerThanAPage_isDrawnSmaller_neverLarger', () => {
    expect(drawnSize(4000, 3000)).toEqual({ width: 1600, height: 1200 })
    expect(drawnSize(3000, 4000)).toEqual({ width: 1200, height: 1600 })
    expect(drawnSize(800, 600)).toEqual({ width: 800, height: 600 })
  })
  it('pdf_smallEnough_goesAsItIs_aLargerOneNot', async () => {
    const pdf = new File([new Uint8Array([37, 80, 68, 70])], 'a.pdf', { type: 'application/pdf' })
    expect(await scanOf(pdf)).toEqual({ type: 'application/pdf', data: 'JVBERg==', name: 'a.pdf' })
    expect(await scanOf(new File([new Uint8Array(MOST_BYTES + 1)], 'b.pdf', { type: 'application/pdf' }))).toBeNull()
    expect(await scanOf(new File(['x'], 'c.txt', { type: 'text/plain' }))).toBeNull()
  })
})
