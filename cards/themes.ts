/**
 * What a card looks like in Teams' light and dark theme, in the sizes and colours of the host configurations that
 * Microsoft publishes (microsoft/AdaptiveCards, samples/HostConfig). They are not kind: yellow on white is theirs.
 */
type Tone = { default: string; subtle: string }

type Palette = {
  text: Tone
  /** Text on a coloured container, which is pale in both themes. */
  textOnColour: Tone
  accent: string
  good: string
  warning: string
  attention: string
  back: string
  emphasis: string
  /** Around cards and inputs: the page's, not the configuration's. */
  line: string
  page: string
}

const onColour: Tone = { default: '#201f1f', subtle: '#2d2c2c' }

const light: Palette = {
  text: { default: '#252424', subtle: '#bf252424' },
  textOnColour: onColour,
  accent: '#6264a7',
  good: '#92c353',
  warning: '#f8d22a',
  attention: '#c4314b',
  back: '#ffffff',
  emphasis: '#f9f8f7',
  line: '#d1d1d1',
  page: '#ebebeb',
}
const dark: Palette = {
  text: { default: '#ffffff', subtle: '#bfffffff' },
  textOnColour: onColour,
  accent: '#a6a7dc',
  good: '#92c353',
  warning: '#f8d22a',
  attention: '#d74654',
  back: '#2d2c2c',
  emphasis: '#292828',
  line: '#5c5b5b',
  page: '#141414',
}

function hostConfig({ text, textOnColour, accent, good, warning, attention, back, emphasis, line }: Palette) {
  const tone = (colour: string): Tone => ({ default: colour, subtle: colour })
  const colours = {
    accent: tone(accent),
    good: tone(good),
    warning: tone(warning),
    attention: tone(attention),
  }
  const container = (backgroundColor: string, words = textOnColour) => ({
    backgroundColor,
    foregroundColors: { default: words, ...colours },
  })
  return {
    fontFamily: "'Segoe UI', 'Open Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    containerStyles: {
      default: container(back, text),
      emphasis: container(emphasis, text),
      accent: container('#c7def9'),
      good: container('#ccffcc'),
      attention: container('#ffc5b2'),
      warning: container('#ffe2b2'),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    },
    factSet: { title: { weight: 'bolder', wrap: true }, value: { wrap: true }, spacing: 16 },
    inputs: { label: { inputSpacing: 'small' } },
  }
}

/** What is drawn beside the cards themselves: the page, and the renderer's buttons and inputs. */
function css(theme: 'light' | 'dark', { text, accent, back, line, page }: Palette): string {
  return `
    :root { color-scheme: ${theme} } p { margin: 0 }
    body { margin: 0; padding: 12px; background: ${page}; font-family: 'Open Sans', sans-serif }
    .card { border: 1px solid ${line}; border-radius: 6px; overflow: hidden }
    .ac-pushButton { background: transparent; border: 1px solid ${line}; border-radius: 4px; padding: 5px 12px; font: 600 14px 'Open Sans'; color: ${text.default} }
    .ac-pushButton.style-positive { background: ${accent}; border-color: ${accent}; color: ${back} }
    .ac-input, .ac-multichoiceInput { box-sizing: border-box; width: 100%; background: ${back}; color: ${text.default}; border: 1px solid ${line}; border-radius: 4px; padding: 6px; font: 14px 'Open Sans'; text-overflow: ellipsis }
    .ac-choiceSetInput-multiSelect input { width: auto } textarea.ac-input { min-height: 56px }`
}

export const themes = {
  light: { hostConfig: hostConfig(light), css: css('light', light) },
  dark: { hostConfig: hostConfig(dark), css: css('dark', dark) },
}
export const widths = { desktop: 600, phone: 320 }
