/**
 * The proto encoding of the worker protocol, converted directly between bytes and records. {@link
 * dev.perdure.worker.proto.ProtoWorkerCodec} is the entry point.
 */
@NullMarked
package dev.perdure.worker.proto;

import org.jspecify.annotations.NullMarked;
