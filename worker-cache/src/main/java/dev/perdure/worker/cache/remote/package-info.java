/**
 * Reuses results that workers on other machines have already made, over the HTTP caching protocol
 * that Bazel uses: {@code /ac/<key>} says what an action made, {@code /cas/<sha256>} has the bytes.
 * {@link dev.perdure.worker.cache.remote.RemoteCache} wraps any handler. The files that the server
 * sends are never trusted, but compared with their hashes. A server that is slow, wrong or gone
 * never makes a request fail: the work is then done here.
 */
@NullMarked
package dev.perdure.worker.cache.remote;

import org.jspecify.annotations.NullMarked;
