package dev.perdure.worker.maven;

import java.util.Locale;

/** How the worker's classes and those of its dependencies lie beside the launch script. */
enum Layout {
  /** All in one jar. */
  SINGLE,
  /** The worker's own classes in a jar, whose manifest names the dependencies' jars in lib/. */
  THIN;

  static Layout of(String name) throws PackagingException {
    for (Layout layout : values()) {
      if (layout.name().toLowerCase(Locale.ROOT).equals(name)) {
        return layout;
      }
    }
    throw new PackagingException("the layout is single or thin, not " + name);
  }
}
