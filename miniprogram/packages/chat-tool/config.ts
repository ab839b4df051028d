/** The same environment as the main package's: nothing of that can be loaded here. */
export const cloudEnvironment: string = ''
