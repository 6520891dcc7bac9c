/** Tests of the client, with workers that are processes. */
@NullMarked
package dev.perdure.worker.client;

import org.jspecify.annotations.NullMarked;
