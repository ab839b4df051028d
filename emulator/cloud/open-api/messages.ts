import protobuf from 'protobufjs'

/**
 * The messages wx-server-sdk exchanges for open APIs, as far as they are used here. Field names and
 * numbers are those of the SDK.
 */
const schema = `
syntax = "proto3";
message Pair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
message OpenApiData { repeated Pair pairs = 1; }
message SvrkitApiData { string apiName = 1; bytes reqData = 2; }
message CommApiData {
  int32 apiType = 1;
  OpenApiData openapiData = 2;
  SvrkitApiData svrkitData = 4;
  string appid = 6;
}
message CommOpenApiResp {
  bytes respData = 1;
  string contentType = 2;
  int32 errorCode = 3;
  uint32 httpCode = 4;
  int32 svrkitErrorCode = 6;
}
message OpenDataRequest { repeated string cloudidList = 2; }
message OpenDataItem { string cloudId = 1; string json = 2; }
message OpenDataResponse { repeated OpenDataItem dataList = 1; }
`

const { root } = protobuf.parse(schema, { keepCase: true })

type MessageName = 'CommApiData' | 'CommOpenApiResp' | 'OpenDataRequest' | 'OpenDataResponse'

export function encodeMessage(name: MessageName, value: Record<string, unknown>): Buffer {
  const type = root.lookupType(name)
  return Buffer.from(type.encode(type.create(value)).finish())
}

/** Throws when the bytes are not such a message. */
export function decodeMessage(name: MessageName, bytes: Buffer): Record<string, unknown> {
  const type = root.lookupType(name)
  return type.toObject(type.decode(bytes), { defaults: true, arrays: true, bytes: Buffer })
}
