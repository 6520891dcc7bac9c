/**
 * The codec SPI, which turns the bytes of a stream into records and back. Each protocol implements
 * {@link dev.perdure.worker.codec.WorkerCodec}, which reads from {@link
 * dev.perdure.worker.codec.WireInput} and writes to {@link dev.perdure.worker.codec.WireOutput}.
 */
@NullMarked
package dev.perdure.worker.codec;

import org.jspecify.annotations.NullMarked;
