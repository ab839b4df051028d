/**
 * Traditional characters of the words this grammar knows, and of those that stand beside them.
 * What people write to one another is never changed: only command words are compared in this form.
 */
const traditional =
  '復覆辦結報單銷幫來經決處發錯說這們點個號樓層戶棟間時幾還沒嗎麼謝對訴選條兩貳參叄換裝掃剛過開師現馬請讓會為後業給簽煩實暫別轉週歲裡應聯門員覺讀確認' as const
const simplified =
  '复复办结报单销帮来经决处发错说这们点个号楼层户栋间时几还没吗么谢对诉选条两贰叁叁换装扫刚过开师现马请让会为后业给签烦实暂别转周岁里应联门员觉读确认'

const sameAs = new Map([...traditional].map((character, index) => [character, simplified[index]]))

/** Full-width ! to ~ stand this far behind the plain ones. */
const fullWidth = 0xfee0

/**
 * The text as it is compared: full-width letters, digits and marks plain, circled numbers as
 * digits, command words in simplified script, small letters. Character for character, so that a
 * place in it is the same place in what was written.
 */
export function fold(text: string): string {
  return [...text].map(foldCharacter).join('')
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - fullWidth).toLowerCase()
  if (code >= 0x2460 && code <= 0x2468) return String(code - 0x2460 + 1)
  if (/\s/u.test(character)) return ' '
  return sameAs.get(character) ?? (code < 0x80 ? character.toLowerCase() : character)
}

/** Signs that cannot be seen, and the marks that make an emoji of a digit. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202f\u2060\ufeff\ufe0f\u20e3]/gu

/** What was written, without what cannot be seen. */
export function tidy(text: string): string {
  return text.replace(invisible, '').trim()
}

/** WeChat's own stickers arrive as words in brackets: [抱拳]. */
const stickers = /\[[\p{Script=Han}a-z]{1,6}\]/gu

/** The folded text without spaces, marks and stickers: what whole lines are compared by. */
export function bare(folded: string): string {
  return folded.replace(stickers, '').replace(/[^\p{L}\p{N}]/gu, '')
}
