/**
 * A worker that compiles Java with the JDK's own compiler, which is kept warm between requests. It
 * prints and answers what the {@code javac} command would, byte for byte, because it runs the same
 * code.
 */
@NullMarked
package dev.perdure.samples.javac;

import org.jspecify.annotations.NullMarked;
