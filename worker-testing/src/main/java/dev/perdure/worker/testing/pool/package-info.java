/**
 * Deprecated: use the module {@code worker-client}. Runs actions on persistent workers with the
 * semantics of Bazel's worker pool. {@link dev.perdure.worker.testing.pool.Action} says what to do,
 * and {@link dev.perdure.worker.testing.pool.WorkerPool} does it.
 */
@NullMarked
package dev.perdure.worker.testing.pool;

import org.jspecify.annotations.NullMarked;
