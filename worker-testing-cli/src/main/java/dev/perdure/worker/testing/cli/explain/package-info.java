/** The command that shows what a recording holds: what ran when, as text and as a page. */
@NullMarked
package dev.perdure.worker.testing.cli.explain;

import org.jspecify.annotations.NullMarked;
