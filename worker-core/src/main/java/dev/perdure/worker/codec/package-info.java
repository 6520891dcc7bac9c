/**
 * The codec SPI: bytes of a stream to records and back. {@link
 * dev.perdure.worker.codec.WorkerCodec} is implemented by a protocol, over {@link
 * dev.perdure.worker.codec.WireInput} and {@link dev.perdure.worker.codec.WireOutput}.
 */
@NullMarked
package dev.perdure.worker.codec;

import org.jspecify.annotations.NullMarked;
