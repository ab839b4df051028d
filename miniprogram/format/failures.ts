/** What the client itself has to say when no answer comes; the server's answers bring their own words. */
export const failureWords = {
  OFFLINE: '手机现在没有连上网。您写的内容都存在手机里，连上网后再点一次就好。',
  NO_ANSWER: '网络不太稳，没有等到回应。您写的内容都在，可以再点一次，不会重复提交。',
} as const
