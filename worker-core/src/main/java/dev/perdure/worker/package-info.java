/**
 * What the author of a worker meets: {@link dev.perdure.worker.Worker} to start one, {@link
 * dev.perdure.worker.WorkHandler} to write, {@link dev.perdure.worker.WorkContext} to read, and the
 * records that travel on the wire.
 */
@NullMarked
package dev.perdure.worker;

import org.jspecify.annotations.NullMarked;
