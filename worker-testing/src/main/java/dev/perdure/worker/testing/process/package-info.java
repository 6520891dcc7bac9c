/** A worker that was started: its streams, its log, its end, and the processes that it leaves. */
@NullMarked
package dev.perdure.worker.testing.process;

import org.jspecify.annotations.NullMarked;
