/**
 * The demo: compiles the sources of a well-known library twice, an action per file, with a cold
 * {@code javac} per action and through one javac-worker, compares the class files and shows the
 * time that it saved.
 */
@NullMarked
package dev.perdure.samples.demo;

import org.jspecify.annotations.NullMarked;
