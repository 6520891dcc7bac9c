/**
 * The ways to run a worker: as a process, inside another program, or once; and the options of each.
 * For the modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.start;

import org.jspecify.annotations.NullMarked;
