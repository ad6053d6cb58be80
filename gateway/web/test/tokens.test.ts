import { describe, expect, it } from 'vitest'
import { contrast } from '../src/design/contrast'
import { grid, pairs, sizes, target, themes, tokensCss, type Theme } from '../src/design/tokens'

describe('tokens', () => {
  const every = (Object.keys(themes) as Theme[]).flatMap((theme) => pairs.map(([fg, bg, least]) => ({ theme, fg, bg, least })))

  it.each(every)('$fg on $bg by $theme is legible', ({ theme, fg, bg, least }) => {
    const needed = theme === 'elder' && least === 4.5 ? 7 : least
    expect(contrast(themes[theme][fg], themes[theme][bg])).toBeGreaterThanOrEqual(needed)
  })

  it('contrast_blackOnWhite_is21', () => expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5))

  it('css_everyTone_isAPropertyInEachTheme', () => {
    const css = tokensCss()
    expect(css.match(/--on-signal:/g)).toHaveLength(3)
    for (const size of sizes) expect(css).toContain(`--t${size}:${size / 16}rem`)
  })

  it('scale_followsTheDesign', () => {
    expect(sizes).toEqual([12, 13, 15, 17, 20, 24, 32, 44])
    expect([grid, target.usual, target.resident]).toEqual([4, 44, 60])
  })

  it('paper_inkAndSignal_areTheHousesOwn', () => {
    expect(themes.day).toMatchObject({ paper: '#FAF8F4', ink: '#1B1F24', signal: '#D5402B' })
    expect(themes.night.paper).toBe('#14181D')
  })
})
