/**
 * Messages between pool and child: {@link dev.perdure.worker.process.wire.Message}, with its reader
 * and writer. Not exported.
 */
@NullMarked
package dev.perdure.worker.process.wire;

import org.jspecify.annotations.NullMarked;
