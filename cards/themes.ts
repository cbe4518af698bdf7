/** Host configurations close to those of Teams: what a card looks like in its light and its dark theme. */
type Tone = { default: string; subtle: string }

const tone = (normal: string, subtle = normal): Tone => ({ default: normal, subtle })

type Palette = {
  text: Tone
  accent: string
  good: string
  warning: string
  attention: string
  back: string
  emphasis: string
  line: string
}

const light: Palette = {
  text: tone('#242424', '#616161'),
  accent: '#4f52b2',
  good: '#0e700e',
  warning: '#8a5700',
  attention: '#c50f1f',
  back: '#ffffff',
  emphasis: '#f5f5f5',
  line: '#d1d1d1',
}
const dark: Palette = {
  text: tone('#ffffff', '#adadad'),
  accent: '#aab1fa',
  good: '#54b054',
  warning: '#f2b661',
  attention: '#f1707b',
  back: '#292929',
  emphasis: '#1f1f1f',
  line: '#525252',
}

function hostConfig({ text, accent, good, warning, attention, back, emphasis, line }: Palette) {
  const foregroundColors = {
    default: text,
    accent: tone(accent),
    good: tone(good),
    warning: tone(warning),
    attention: tone(attention),
  }
  const container = (backgroundColor: string, borderColor = backgroundColor) => ({
    backgroundColor,
    borderColor,
    foregroundColors,
  })
  return {
    fontFamily: "'Segoe UI', 'Open Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    containerStyles: {
      default: container(back),
      emphasis: container(emphasis),
      accent: container(emphasis, accent),
      good: container(emphasis, good),
      warning: container(emphasis, warning),
      attention: container(emphasis, attention),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
    factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 170 }, value: { wrap: true }, spacing: 12 },
    inputs: {
      label: { inputSpacing: 4, requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } },
    },
  }
}

/** What is drawn beside the cards themselves: the page and the renderer's buttons and inputs. */
function css({ text, accent, back, line }: Palette): string {
  return `
    p { margin: 0 } body { margin: 0; background: ${back === '#ffffff' ? '#ebebeb' : '#141414'}; font-family: 'Open Sans', sans-serif }
    .card { margin: 12px; border: 1px solid ${line}; border-radius: 6px; overflow: hidden; background: ${back} }
    .ac-pushButton { background: transparent; border: 1px solid ${line}; border-radius: 4px; padding: 5px 12px; font: 600 14px 'Open Sans'; color: ${text.default} }
    .ac-pushButton.style-positive { background: ${accent}; border-color: ${accent}; color: ${back} }
    .ac-input, .ac-multichoiceInput { box-sizing: border-box; width: 100%; background: ${back}; color: ${text.default}; border: 1px solid ${line}; border-radius: 4px; padding: 6px; font: 14px 'Open Sans' }
    .ac-choiceSetInput-multiSelect input { width: auto } textarea.ac-input { min-height: 56px }`
}

export const themes = {
  light: { hostConfig: hostConfig(light), css: css(light) },
  dark: { hostConfig: hostConfig(dark), css: css(dark) },
}
export const widths = { desktop: 560, phone: 320 }
