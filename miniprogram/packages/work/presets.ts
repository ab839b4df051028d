import type { PresetReply } from '../../../typings/settings'

/** A big button: sends a reply at once, or opens the sheet of a command filled in. */
export interface Preset {
  id: string
  label: string
  icon: string
  reply?: string
  act?: 'resolve' | 'escalate'
}

const icons = ['user-visible', 'tools']
const acts = [
  { label: '已经处理好', icon: 'check-circle', act: 'resolve' },
  { label: '需要上报', icon: 'arrow-up', act: 'escalate' },
] as const

/** The usual answers: the district's replies, then what ends it or hands it up. */
export function presetsOf(replies: readonly PresetReply[]): Preset[] {
  const sent = replies.map(({ label, text }, index) => ({
    label,
    icon: icons[index % icons.length] ?? '',
    reply: text,
  }))
  return [...sent, ...acts].map((preset, index) => ({ id: `preset-${index + 1}`, ...preset }))
}
