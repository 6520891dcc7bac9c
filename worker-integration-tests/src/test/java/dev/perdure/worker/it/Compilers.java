package dev.perdure.worker.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A compiler that can be had in two ways: started for each compilation, and kept by a worker. */
public interface Compilers {
  /** A folder in which both can work; directories are named relative to it. */
  Path folder();

  /** Lets the worker compile in a directory. */
  Answer warm(String directory, List<String> arguments) throws IOException, InterruptedException;

  /** Lets the compiler's own command compile in a directory. */
  Answer cold(String directory, List<String> arguments) throws IOException, InterruptedException;

  /** Runs any program in a directory. */
  Answer run(String directory, List<String> command) throws IOException, InterruptedException;

  /** The name of a file, without what differs between two runs of the command itself. */
  default String comparableName(String file) {
    return file;
  }

  /** A text that must be the same of two files which are not the same. */
  String essence(Path file) throws IOException, InterruptedException;
}
