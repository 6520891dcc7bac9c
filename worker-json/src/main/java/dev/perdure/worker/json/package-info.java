/**
 * The JSON encoding of the worker protocol, converted directly between bytes and records. {@link
 * dev.perdure.worker.json.JsonWorkerCodec} is the entry point.
 */
@NullMarked
package dev.perdure.worker.json;

import org.jspecify.annotations.NullMarked;
