/** How the server is asked: how often, how many transfers at a time, and when it is left alone. */
@NullMarked
package dev.perdure.worker.cache.remote.attempt;

import org.jspecify.annotations.NullMarked;
