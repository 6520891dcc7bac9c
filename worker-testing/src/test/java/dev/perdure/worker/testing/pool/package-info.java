/** Tests of the worker pool. */
@NullMarked
package dev.perdure.worker.testing.pool;

import org.jspecify.annotations.NullMarked;
