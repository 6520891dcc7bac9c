package dev.perdure.worker.cache;

import java.util.Random;

/**
 * What a loader of the property test does: it walks from file to file, as their contents tell it. A
 * content is a number; which files it leads to is decided by it alone.
 *
 * @param name the key
 */
record Program(int name) {
  /** How a program sees files, with a cache or without. */
  interface View {
    /** The content of a file that must be there. */
    int used(String path);

    /** The content of a file that may be missing; then -1. */
    int find(String path);

    /** The result of another program. */
    String part(Program program);
  }

  static String path(int file) {
    return "file" + file;
  }

  /**
   * @param shuffled whether to look at things in another order each time
   * @throws IllegalStateException if a file is missing that must be there
   */
  String run(View view, int files, Random shuffled) {
    StringBuilder result = new StringBuilder("p" + name);
    int first = Math.floorMod(name * 7, files);
    int second = (first + 1) % files;
    if (name % 3 == 0 && shuffled.nextBoolean()) {
      int there = view.find(path(second));
      return finish(view, result.append(view.used(path(first))).append(',').append(there));
    }
    int content = view.used(path(first));
    if (name % 3 == 0) {
      return finish(view, result.append(content).append(',').append(view.find(path(second))));
    }
    for (int step = 0; step < 4; step++) {
      int next = Math.floorMod(content * 31 + step * 5 + name, files);
      content = content % 2 == 0 ? view.find(path(next)) : view.used(path(next));
      result.append(',').append(next).append(':').append(content);
    }
    return finish(view, result);
  }

  private String finish(View view, StringBuilder result) {
    if (name > 3 && name % 2 == 0) {
      result.append('(').append(view.part(new Program(name / 2 - 1))).append(')');
    }
    return result.toString();
  }
}
