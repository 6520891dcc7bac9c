@NullMarked
package dev.perdure.worker.testing.cli.output;

import org.jspecify.annotations.NullMarked;
