/**
 * A drop-in replacement for the program by which Bazel's own Java rules compile: it takes the same
 * command line, and writes the same files.
 */
@NullMarked
package dev.perdure.samples.javabuilder;

import org.jspecify.annotations.NullMarked;
