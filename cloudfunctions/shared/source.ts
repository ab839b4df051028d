/**
 * Whether a call comes straight from a client. WeChat appends each function on the way to the
 * call's source, so that "wx_client,scf" was made by one of ours.
 */
export function isClientSource(source = ''): boolean {
  const last = source.split(',').at(-1) ?? ''
  return last === 'wx_client' || last === 'wx_http'
}
