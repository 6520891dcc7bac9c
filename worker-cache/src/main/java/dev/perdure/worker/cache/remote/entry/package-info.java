/** What an entry of the cache says of an action, and its encoding. */
@NullMarked
package dev.perdure.worker.cache.remote.entry;

import org.jspecify.annotations.NullMarked;
