/**
 * Drives persistent workers as a build tool does. {@link dev.perdure.worker.client.WorkerClient}
 * keeps workers of one command, and {@link dev.perdure.worker.client.SentRequest} is a request that
 * one of them has.
 */
@NullMarked
package dev.perdure.worker.client;

import org.jspecify.annotations.NullMarked;
