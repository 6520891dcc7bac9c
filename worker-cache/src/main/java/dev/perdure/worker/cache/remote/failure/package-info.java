/** What can go wrong with a cache, and what the log of the worker says of it. */
@NullMarked
package dev.perdure.worker.cache.remote.failure;

import org.jspecify.annotations.NullMarked;
