/**
 * What every worker does, whatever its loop, its protocol and its place: {@link
 * dev.perdure.worker.integration.WorkerContract}; and what only whole processes can show.
 */
@NullMarked
package dev.perdure.worker.integration;

import org.jspecify.annotations.NullMarked;
