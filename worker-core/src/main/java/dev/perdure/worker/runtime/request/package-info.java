/**
 * One request: its state, its threads, its cancellation, and what must end with its work. For the
 * modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.request;

import org.jspecify.annotations.NullMarked;
