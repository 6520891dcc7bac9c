/**
 * A worker that is written against the official library's API, on that library and on the bridge.
 */
@NullMarked
package dev.perdure.worker.it.bridge;

import org.jspecify.annotations.NullMarked;
