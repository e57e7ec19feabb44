// How Teams draws cards: sizes from Microsoft's published host configuration, colours from its present themes.
import { HostConfig } from 'adaptivecards'

const colours = {
  light: {
    page: '#ffffff',
    emphasis: '#f5f5f5',
    line: '#e0e0e0',
    text: '#242424',
    subtle: '#616161',
    inverse: '#ffffff',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#7a5200',
    attention: '#b10e1c',
    goodBack: '#e7f2da',
    warningBack: '#fbf6d9',
    attentionBack: '#fcf4f6',
    accentBack: '#e8ebfa',
  },
  dark: {
    page: '#292929',
    emphasis: '#1f1f1f',
    line: '#424242',
    text: '#ffffff',
    subtle: '#adadad',
    inverse: '#242424',
    accent: '#aab1fa',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f1a7af',
    goodBack: '#0d2e0d',
    warningBack: '#463100',
    attentionBack: '#3e1f25',
    accentBack: '#2f2f4a',
  },
}

export function teamsLook(theme: 'light' | 'dark'): HostConfig {
  const c = colours[theme]
  const both = (colour: string) => ({ default: colour, subtle: colour })
  const on = (backgroundColor: string) => ({
    backgroundColor,
    foregroundColors: {
      default: { default: c.text, subtle: c.subtle },
      dark: both(c.text),
      light: both(c.inverse),
      accent: both(c.accent),
      good: both(c.good),
      warning: both(c.warning),
      attention: both(c.attention),
    },
  })
  const type = (fontFamily: string) => ({
    fontFamily,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
  })
  const fact = { size: 'Default', color: 'Default', isSubtle: false, wrap: true }
  return new HostConfig({
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: c.line },
    textBlock: { headingLevel: 3 },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: {
      default: type('"Segoe UI", -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif'),
      monospace: type('ui-monospace, "Cascadia Mono", Consolas, "SF Mono", Menlo, "Noto Sans Mono", monospace'),
    },
    containerStyles: {
      default: on(c.page),
      emphasis: on(c.emphasis),
      accent: on(c.accentBack),
      good: on(c.goodBack),
      warning: on(c.warningBack),
      attention: on(c.attentionBack),
    },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      showCard: { actionMode: 'Inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: { title: { ...fact, weight: 'Bolder' }, value: { ...fact, weight: 'Default' }, spacing: 16 },
  })
}
