/**
 * Messages between pool and child: {@link dev.perdure.worker.process.wire.Message} and how it is
 * read and written. Not exported.
 */
@NullMarked
package dev.perdure.worker.process.wire;

import org.jspecify.annotations.NullMarked;
