/** javac-worker on a machine that has too little of something. */
@NullMarked
package dev.perdure.worker.it.javac;

import org.jspecify.annotations.NullMarked;
