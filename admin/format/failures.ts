/** What the page itself has to say when no answer comes; the server's answers bring their own words. */
export const failureWords = {
  OFFLINE: '现在没有连上网。写好的内容还在，连上网后再点一次就好。',
  NO_ANSWER: '网络不稳，没有等到回应。写好的内容还在，可以再点一次，不会重复办理。',
} as const
