package dev.perdure.worker.maven;

import java.nio.file.Path;

/**
 * A dependency of the worker.
 *
 * @param name the name of its jar in lib/
 * @param file its jar, or the folder of its classes
 */
record Library(String name, Path file) {}
