/**
 * What a worker's loops are made of: a {@link dev.perdure.worker.runtime.Connection} to the client,
 * a {@link dev.perdure.worker.runtime.RequestRun} for each request, and {@link
 * dev.perdure.worker.runtime.StandardStreams} that belong to whoever prints. For the modules of
 * this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime;

import org.jspecify.annotations.NullMarked;
