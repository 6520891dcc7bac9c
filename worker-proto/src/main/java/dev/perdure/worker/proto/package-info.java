/**
 * The proto encoding of the worker protocol, read and written straight between bytes and records:
 * {@link dev.perdure.worker.proto.ProtoWorkerCodec} is the way in.
 */
@NullMarked
package dev.perdure.worker.proto;

import org.jspecify.annotations.NullMarked;
