/** What a deployment fills in; everything works with the values left empty. */
export const config = {
  /** The CloudBase environment; empty: the one the mini program is bound to. */
  cloudEnvironment: '',
  /** Subscribe-message templates; an empty id is never asked for. */
  templates: {
    /** 办理进度: somebody took it, answered or passed it on. */
    progress: '',
    /** 办理结果: it is answered, please rate. */
    result: '',
    /** 待办提醒: new work for somebody with an appointment. */
    work: '',
  },
} as const
