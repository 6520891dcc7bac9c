/**
 * The samples under every client that a worker can have: each behaves as the client's sources say.
 */
@NullMarked
package dev.perdure.worker.it.clients;

import org.jspecify.annotations.NullMarked;
