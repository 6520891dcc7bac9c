/**
 * The JSON encoding of the worker protocol, read and written straight between bytes and records:
 * {@link dev.perdure.worker.json.JsonWorkerCodec} is the way in.
 */
@NullMarked
package dev.perdure.worker.json;

import org.jspecify.annotations.NullMarked;
