import type { GrpcMethod } from '../grpc/server.ts'
import { GrpcError, statusCodes } from '../grpc/status.ts'
import type { MessageWriter } from '../grpc/wire.ts'

/** A method that answers one message with one. */
export function unary(answer: (request: Uint8Array) => Promise<MessageWriter>): GrpcMethod {
  return async ({ messages, send }) => {
    for await (const request of messages) {
      await send((await answer(request)).finish())
      return
    }
    throw new GrpcError(statusCodes.internal, 'the call has no message')
  }
}
