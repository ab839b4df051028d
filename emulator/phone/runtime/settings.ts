import { description } from './description'

export type Theme = 'light' | 'dark'

/** What the person set in WeChat and on the phone; the host may change it at any time. */
export interface Settings {
  theme: Theme
  /** WeChat's font size in px; 16 is its standard. */
  fontSize: number
  isOnline: boolean
  location: { latitude: number; longitude: number; name: string; address: string }
}

type Listener = (changed: keyof Settings) => void

export const standardFontSize = 16

const parameters = new URLSearchParams(location.search)
const listeners = new Set<Listener>()

function wantedTheme(name: string | null): Theme {
  if (name === 'dark' || name === 'light') return name
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export const settings: Settings = {
  theme: wantedTheme(parameters.get('theme')),
  fontSize: Number(parameters.get('fontSize') ?? standardFontSize),
  isOnline: true,
  location: { latitude: 39.9075, longitude: 116.3972, name: '', address: '' },
}

/** The theme the mini program is shown in: always light unless app.json allows a dark one. */
export function effectiveTheme(): Theme {
  return description().app.darkmode ? settings.theme : 'light'
}

export function changeSetting<Name extends keyof Settings>(
  name: Name,
  value: Settings[Name],
): void {
  if (settings[name] === value) return
  settings[name] = value
  for (const listener of listeners) listener(name)
}

export function onSettingChange(listener: Listener): void {
  listeners.add(listener)
}

/** Replaces `@name` by the colour theme.json gives it. */
export function themed(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  if (!text.startsWith('@')) return text
  return description().theme[effectiveTheme()][text.slice(1)] ?? ''
}

const rootAttributes = document.documentElement.dataset

export function applyTheme(): void {
  rootAttributes.theme = effectiveTheme()
  document.documentElement.style.colorScheme = effectiveTheme()
}
