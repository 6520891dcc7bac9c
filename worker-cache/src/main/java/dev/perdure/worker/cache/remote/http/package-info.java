/** The server, over HTTP: entries and blobs, whose bytes are bounded and checked. */
@NullMarked
package dev.perdure.worker.cache.remote.http;

import org.jspecify.annotations.NullMarked;
