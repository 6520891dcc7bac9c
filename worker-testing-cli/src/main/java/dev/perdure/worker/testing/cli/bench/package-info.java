/** The command that measures workers: each round starts one, and sends it the same requests. */
@NullMarked
package dev.perdure.worker.testing.cli.bench;

import org.jspecify.annotations.NullMarked;
