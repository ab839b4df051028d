/** The emulator's public face: what scripts, tests and the other parts of it use. */
export { readConfig } from './cloud/config'
export type { EmulatorConfig, ProjectConfig } from './cloud/config'
export { startCloud } from './cloud/cloud'
export { compactData } from './cloud/compact'
export type { ClientCaller, Cloud, CloudOptions } from './cloud/cloud'
export { StartError } from './cloud/errors'
export { findServer } from './cloud/folder'
export type { ServerNote } from './cloud/folder'
export type { AdminDatabase, AdminQuery, Examined } from './cloud/admin'
export type { Clock } from './cloud/clock'
export type { Explain, Operation, OpenApiCall } from './cloud/explain'
export type { CallError, CallOutcome } from './cloud/functions/invocation'
export { readBody, readJson, send, sendJson } from './cloud/http/exchange'
export type { Exchange, Reply, Route } from './cloud/http/exchange'
export { staticRoutes } from './cloud/http/static-route'
export type { StaticSite } from './cloud/http/static-route'
export type { FunctionReply, FunctionRequest } from './cloud/http/function-route'
export type {
  OpenApi,
  OpenApiAnswer,
  OpenApiContext,
  OpenApiEvent,
} from './cloud/open-api/open-apis'
