export interface Line {
  number: string
  label: string
}

const police = { number: '110', label: '报警' }
const fire = { number: '119', label: '火警' }
const ambulance = { number: '120', label: '急救' }

/** Words that ask for a telephone before a form; the server looks again, more carefully. */
const hints: { words: RegExp; lines: Line[] }[] = [
  {
    words: /着火|起火|失火|冒浓烟|燃气泄漏|煤气泄漏|煤气味|爆炸/,
    lines: [fire, ambulance, police],
  },
  { words: /溺水|落水|困在电梯|电梯困人|被困/, lines: [fire, ambulance, police] },
  {
    words: /触电|昏迷|晕倒|没有呼吸|心脏病|吐血|大出血|中毒|坠楼|跳楼/,
    lines: [ambulance, police, fire],
  },
  { words: /打人|持刀|拿刀|抢劫|砍人|家暴|走失|走丢/, lines: [police, ambulance, fire] },
]

/** The lines to dial for what is written, the likeliest first; empty when nothing sounds dangerous. */
export function emergencyLines(text: string): Line[] {
  return hints.find(({ words }) => words.test(text))?.lines ?? []
}
