/**
 * The parts of a worker's loops: a {@link dev.perdure.worker.runtime.Connection} to the client, a
 * {@link dev.perdure.worker.runtime.RequestRun} for each request, and {@link
 * dev.perdure.worker.runtime.StandardStreams} that go to the request that prints. For the modules
 * of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime;

import org.jspecify.annotations.NullMarked;
