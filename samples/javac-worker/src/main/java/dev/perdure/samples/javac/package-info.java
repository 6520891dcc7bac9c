/**
 * A worker that compiles Java: the JDK's own compiler, kept warm between requests. It prints and
 * answers what the {@code javac} command would, byte for byte, since it runs the same code.
 */
@NullMarked
package dev.perdure.samples.javac;

import org.jspecify.annotations.NullMarked;
