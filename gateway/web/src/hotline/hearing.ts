/** What can be heard in a caller's words: danger first, then the service. */
export type Danger = '120' | '119' | '110'

const DANGERS: [Danger, RegExp][] = [
  ['119', /着火|起火|失火|火灾|冒烟|煤气|燃气|天然气|液化气|漏气|爆炸|\bfire\b|\bsmoke\b|\bgas\b|explo/i],
  ['120', /胸痛|胸口痛|胸口疼|胸闷|喘不上气|喘不过气|呼吸困难|昏迷|昏倒|晕倒|不省人事|抽搐|中风|半身不动|大出血|流血不止|摔伤|摔断|摔倒.{0,6}(动不了|起不来|流血)|骨折|触电|溺水|中毒|噎住|chest pain|can'?t breathe|not breathing|unconscious|fainted|stroke|seizure|bleeding|broken (hip|leg|arm|bone)|fell .{0,20}(hurt|can'?t)|bad fall|poison|choking/i],
  ['110', /抢劫|打人|家暴|入室|小偷|闯进来|走失|失踪|自杀|跳楼|轻生|robb|assault|burglar|break-?in|missing (person|child)|suicid/i],
]
/** A danger that is denied is none: 没有着火, no fire. */
const DENIED = /(没有|没|不是|并未|\bno|\bnot a|\bno more)\s*$/i

/** The emergency number that the words call for, the gravest first; null where there is none. */
export function dangerIn(text: string): Danger | null {
  for (const [danger, words] of DANGERS) {
    const found = words.exec(text)
    if (found && !DENIED.test(text.slice(0, found.index))) return danger
  }
  return null
}

const SERVICES: [string[], RegExp][] = [
  [['medicine-pickup', 'medicine', 'errand'], /取药|买药|拿药|配药|开药|medicine|prescription|pharmacy/i],
  [['escort'], /看病|陪诊|医院|挂号|复查|体检|透析|陪我去|doctor|hospital|clinic|check-?up/i],
  [['meal'], /送饭|送餐|吃饭|午饭|晚饭|做饭|一顿|meal|lunch|dinner|food/i],
  [['tech-help', 'digital'], /手机|电脑|微信|上网|医保码|电视机?遥控|phone|computer|internet|wechat/i],
  [['haircut'], /理发|剪头|剪发|haircut|barber/i],
  [['cleaning'], /打扫|保洁|擦窗|卫生|搞干净|clean|tidy/i],
  [['tutoring'], /作业|辅导|功课|补课|homework|tutor|lesson/i],
  [['repair'], /修|水龙头|漏水|灯泡|灯不亮|马桶|插座|门锁|坏了|repair|mend|fix|tap|leak|broken|bulb/i],
  [['shopping', 'errand'], /买菜|买米|代买|买东西|买点|超市|shopping|groceries|buy/i],
  [['welfare-check'], /看看老人|看望|探访|看一下我妈|看一下我爸|没接电话|check on|look in/i],
  [['talk', 'chat'], /说说话|聊天|说话|陪伴|解闷|孤单|talk|chat|lonely|company/i],
]

/** The service that the words speak of, among those that the region has. */
export function serviceIn(text: string, offered: string[]): string | null {
  for (const [codes, words] of SERVICES) {
    const code = words.test(text) && codes.find((one) => offered.includes(one))
    if (code) return code
  }
  return null
}

export interface Known { service: string; window: { start: string }; state: string }
/** Two orders may be the same matter when the service is the same and they start within this of one another. */
const SAME_WITHIN_MS = 24 * 3_600_000

/** Open orders of the caller that may be what the call is about. Shown, never in the way. */
export const mayBeSame = <O extends Known>(open: O[], service: string, startMs: number): O[] =>
  open.filter((order) => order.service === service && Math.abs(Date.parse(order.window.start) - startMs) < SAME_WITHIN_MS)
