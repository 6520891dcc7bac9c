/**
 * Those who watch a worker: listeners, Flight Recorder, the trace file, and the loggers of
 * programs. For the modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.observe;

import org.jspecify.annotations.NullMarked;
