/**
 * The commands, each a class: what it takes, what it calls in the library, and how it tells a
 * person and a script what came out.
 */
@NullMarked
package dev.perdure.worker.testing.cli;

import org.jspecify.annotations.NullMarked;
