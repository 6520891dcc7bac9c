/**
 * The demo. It compiles the sources of a well-known library twice, with one action per file: once
 * with a cold {@code javac} per action, and once with one javac-worker. Then it compares the class
 * files and shows the time that was saved.
 */
@NullMarked
package dev.perdure.samples.demo;

import org.jspecify.annotations.NullMarked;
