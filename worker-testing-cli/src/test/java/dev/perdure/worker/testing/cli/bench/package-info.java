@NullMarked
package dev.perdure.worker.testing.cli.bench;

import org.jspecify.annotations.NullMarked;
