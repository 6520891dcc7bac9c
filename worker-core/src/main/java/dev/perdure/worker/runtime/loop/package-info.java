/**
 * The loop: it reads a request from the client, runs the handler, and writes the answer. For the
 * modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.loop;

import org.jspecify.annotations.NullMarked;
