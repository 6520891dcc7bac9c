@NullMarked
package dev.perdure.worker.testing.cli.explain;

import org.jspecify.annotations.NullMarked;
