import type { Topic } from '../../typings/domain'

/** What a request is about, where a sentence must not say it in the resident's own words. */
export const topicWords: Record<Topic, string> = {
  sanitation: '环境卫生',
  municipal: '市政设施',
  parking: '停车交通',
  noise: '噪音油烟',
  property: '物业管理',
  utilities: '水电气网',
  safety: '安全隐患',
  dispute: '邻里纠纷',
  eldercare: '助老助残',
  childcare: '托幼助学',
  errand: '帮办代办',
  policy: '政策咨询',
  illegal_building: '违建占道',
  pets: '宠物管理',
  other: '身边的事',
}
