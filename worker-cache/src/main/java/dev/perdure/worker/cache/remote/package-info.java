/**
 * Results that workers on other machines made already, by the HTTP caching protocol that Bazel
 * speaks: {@code /ac/<key>} holds what an action made, {@code /cas/<sha256>} the bytes. {@link
 * dev.perdure.worker.cache.remote.RemoteCache} wraps any handler; what the server sends is never
 * trusted, only compared with its hash, and a server that is slow, wrong or gone never fails a
 * request: its work is then done here.
 */
@NullMarked
package dev.perdure.worker.cache.remote;

import org.jspecify.annotations.NullMarked;
